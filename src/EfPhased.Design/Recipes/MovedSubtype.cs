using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A subtype that has a table of its own in one model and a value of the discriminator in the other.
/// </summary>
/// <param name="Column">The discriminator's column.</param>
/// <param name="Kind">Its values.</param>
/// <param name="AbsentValue">What it holds for rows without a subtype, as the database stores it.</param>
internal sealed record MovedSubtype(IColumn Column, MovedKind Kind, object AbsentValue)
{
    /// <summary>The subtype of a new table whose rows were told apart by a column that goes; null where there is none.</summary>
    public static MovedSubtype? Split(PlanContext context, ITable part)
        => Find(context, part, f => context.OldTable(TableRef.Of(f.PrincipalTable)), context.OldTypes, c => context.Pending
            .Any(o => o is DropColumnOperation d && ColumnRef.Of(d) == ColumnRef.Of(c))
            || context.Plan.Moves.Any(m => m.Rows.Kind?.Column == c.Name && m.Table == TableRef.Of(c.Table)));

    /// <summary>The subtype of a table that goes, whose rows are to be told apart by a new column; null where there is none.</summary>
    public static MovedSubtype? Merge(PlanContext context, ITable part)
        => Find(context, part, f => context.Remains(TableRef.Of(f.PrincipalTable)) ? context.NewTable(TableRef.Of(f.PrincipalTable)) : null, context.NewTypes, c => context.Pending
            .Any(o => o is AddColumnOperation a && ColumnRef.Of(a) == ColumnRef.Of(c))
            || context.Plan.Moves.Any(m => m.Rows.Kind?.Column == c.Name && m.Table == TableRef.Of(c.Table)));

    private static MovedSubtype? Find(
        PlanContext context, ITable part, Func<IForeignKeyConstraint, ITable?> shared, IEnumerable<ITypeBase> types, Func<IColumn, bool> changes)
    {
        var own = part.EntityTypeMappings.Select(m => m.TypeBase).OfType<IEntityType>().ToList();
        var root = own.FirstOrDefault(t => t.BaseType is not null && !own.Contains(t.BaseType));
        var link = part.ForeignKeyConstraints.FirstOrDefault(f => part.PrimaryKey is { } key && f.Columns.SequenceEqual(key.Columns));
        if (root is null || link is null || shared(link) is not { } table || Subtypes.Discriminator(table) is not { } discriminator)
            return null;

        var column = discriminator.GetTableColumnMappings().Select(m => m.Column).FirstOrDefault(c => c.Table == table);
        var all = types.OfType<IEntityType>().ToList();
        object? Value(IReadOnlyEntityType type) => all.Find(t => t.Name == type.Name) is { } same ? Subtypes.Value(same, discriminator) : null;
        if (column is null || !changes(column) || Value(root) is not { } ownValue)
            return null;

        var known = all.Select(t => Subtypes.Value(t, discriminator)).OfType<object>().ToHashSet();
        var absent = Value(root.BaseType!) ?? Unused(column, known);
        string Literal(object value) => context.Literal(value, column.StoreType);
        return absent is null
            ? null
            : new(column, new MovedKind(column.Name, [.. own.Select(Value).OfType<object>().Distinct().Select(Literal)], Literal(ownValue), Literal(absent)), absent);
    }

    // A base that has no rows of its own: between the insert of its row and that of the subtype's, which only the writer sees.
    private static object? Unused(IColumn column, HashSet<object> known)
        => ColumnFacets.ClrDefault(column) is { } none && !known.Contains(none) ? none : null;
}
