using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Puts the columns of an owned or complex type into one JSON document (<c>ToJson</c>), or a document into columns. Both shapes exist,
/// kept in step by triggers, until the version that knows the old one is gone.
/// </summary>
internal static class DocumentColumns
{
    /// <exception cref="PhasedException">EFP4070: values go into a document or come out of one in a way that cannot be kept in step.</exception>
    public static void Plan(PlanContext context)
    {
        var (old, @new) = (Parts(context.OldTypes), Parts(context.NewTypes));
        foreach (var add in context.Pending.OfType<AddColumnOperation>().ToList())
        {
            if (Document(@new, context.NewColumn(ColumnRef.Of(add))) is { } part && old.TryGetValue(part.Path, out var before) && before.Container is null
                && context.OldTable(TableRef.Of(add)) is { } table && (before.IsCollection || HasColumns(before, table)))
                Plan(context, DocumentShape.Read(context, part, before, context.NewColumn(ColumnRef.Of(add)), table), isNew: true);
        }

        foreach (var drop in context.Pending.OfType<DropColumnOperation>().ToList())
        {
            var column = context.OldColumn(ColumnRef.Of(drop));
            if (Document(old, column) is not { } part || !@new.TryGetValue(part.Path, out var after))
                continue;
            if (after.Container is not null)
                throw DesignErrors.DocumentShape(part.Path, ColumnRef.Of(drop).ToString(), $"it becomes another document, '{after.Container}'; let that keep the column, with ToJson(\"{column.Name}\")");
            Plan(context, DocumentShape.Read(context, part, after, column, context.NewTable(TableRef.Of(drop))), isNew: false);
        }
    }

    private static void Plan(PlanContext context, DocumentShape shape, bool isNew)
    {
        var sql = context.Dialect.Documents!;
        var (hints, table) = (context.Hints, TableRef.Of(shape.Document.Table));
        var (document, columns) = (ColumnTemplate.For(shape.Document.Name), shape.Columns);
        var said = isNew ? hints.Ups : hints.Downs;
        var whole = said.GetValueOrDefault(ColumnRef.Of(shape.Document));
        var values = columns.ToDictionary(c => c.Name, c => (isNew ? hints.Downs : hints.Ups).GetValueOrDefault(ColumnRef.Of(c)));

        string Value(IColumn column)
        {
            if (values[column.Name] is { } given)
                return given;
            return sql.KindOf(column.StoreType) is null ? throw Unknown(column) : sql.Value(document, shape.Paths[column], column.StoreType);
        }

        string Whole() => whole ?? (columns.FirstOrDefault(c => sql.KindOf(c.StoreType) is null) is { } unknown ? throw Unknown(unknown) : sql.Document(shape.Object));

        PhasedException Unknown(IColumn column) => DesignErrors.DocumentShape(
            column.Name, ColumnRef.Of(shape.Document).ToString(),
            $"it is not known to come back the same from JSON as {column.StoreType}. Say how, with "
            + $"{(isNew ? "--up" : "--down")} {shape.Document.Name}=<SQL> and {(isNew ? "--down" : "--up")} {column.Name}=<SQL>");

        context.Plan.Warn(
            $"{table}: until Contract, what a version writes to {shape.Document.Name} must fit {string.Join(", ", columns.Select(c => c.Name))}, and the other way "
            + "round: a version whose value does not cannot write it.");
        IReadOnlyList<IColumn> one = [shape.Document];
        var (old, @new) = isNew ? (columns, one) : (one, columns);
        RegroupColumns.Plan(
            context, table, old, @new,
            up: c => isNew ? Whole() : Value(c),
            down: c => isNew ? Value(c) : Whole(),
            recipe: nameof(DocumentColumns));
    }

    private static Dictionary<string, TypePart> Parts(IEnumerable<ITypeBase> types)
    {
        var parts = new Dictionary<string, TypePart>();
        foreach (var part in types.Where(t => t is IEntityType entity && !entity.IsOwned()).SelectMany(TypePart.Below))
            parts.TryAdd(part.Path, part);
        return parts;
    }

    // The outermost part that is in the column's document.
    private static TypePart? Document(Dictionary<string, TypePart> parts, IColumn column)
        => column.PropertyMappings.Count > 0 ? null
            : parts.Values.FirstOrDefault(p => p.Container == column.Name && IsMappedTo(p.Owner, column.Table));

    private static bool IsMappedTo(IEntityType entity, ITableBase table) => entity.GetTableMappings().Any(m => m.Table == table);

    private static bool HasColumns(TypePart part, ITable table)
        => TypePart.Below(part.Type).Prepend(part).SelectMany(p => p.Values).Any(v => v.GetTableColumnMappings().Any(m => m.Column.Table == table));
}
