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
/// <param name="AbsentValue">What it holds for rows without any subtype, as the database stores it.</param>
/// <param name="Parents">The tables of the subtypes between this one and the table, the next above first.</param>
internal sealed record MovedSubtype(IColumn Column, MovedKind Kind, object AbsentValue, IReadOnlyList<ITable> Parents)
{
    /// <summary>The next of <see cref="Parents"/>; null where there is none.</summary>
    public MovedParent? Parent { get; private init; }

    /// <summary>No row is of the subtype alone, but of one below it.</summary>
    public bool IsAbstract { get; private init; }

    /// <summary>The subtype of a new table whose rows were told apart by a column that goes; null where there is none.</summary>
    public static MovedSubtype? Split(PlanContext context, ITable part)
        => Find(context, part, context.OldTable, context.OldTypes, c => context.Pending
            .Any(o => o is DropColumnOperation d && ColumnRef.Of(d) == ColumnRef.Of(c))
            || context.Plan.Moves.Any(m => m.Rows.Kind?.Column == c.Name && m.Table == TableRef.Of(c.Table)));

    /// <summary>The subtype of a table that goes, whose rows are to be told apart by a new column; null where there is none.</summary>
    public static MovedSubtype? Merge(PlanContext context, ITable part)
        => Find(context, part, t => context.Remains(t) ? context.NewTable(t) : null, context.NewTypes, c => context.Pending
            .Any(o => o is AddColumnOperation a && ColumnRef.Of(a) == ColumnRef.Of(c))
            || context.Plan.Moves.Any(m => m.Rows.Kind?.Column == c.Name && m.Table == TableRef.Of(c.Table)));

    /// <summary>The foreign key that makes a table's primary key another's; null where there is none.</summary>
    public static IForeignKeyConstraint? KeyTo(ITable part, ITable principal)
        => Links(part).FirstOrDefault(f => f.PrincipalTable == principal && f.PrincipalColumns.SequenceEqual(principal.PrimaryKey?.Columns ?? []));

    private static IEnumerable<IForeignKeyConstraint> Links(ITable part)
        => part.ForeignKeyConstraints.Where(f => part.PrimaryKey is { } key && f.Columns.SequenceEqual(key.Columns));

    private static MovedSubtype? Find(
        PlanContext context, ITable part, Func<TableRef, ITable?> shared, IEnumerable<ITypeBase> types, Func<IColumn, bool> changes)
    {
        var parents = new List<ITable>();
        var root = Root(part);
        var next = Above(part);
        while (next is not null && shared(TableRef.Of(next)) is null && !parents.Contains(next))
        {
            parents.Add(next);
            next = Above(next);
        }

        if (root is null || next is null || shared(TableRef.Of(next)) is not { } table || Subtypes.Discriminator(table) is not { } discriminator)
            return null;

        var column = discriminator.GetTableColumnMappings().Select(m => m.Column).FirstOrDefault(c => c.Table == table);
        if (column is null || !changes(column))
            return null;

        var values = DiscriminatorValues.Of(types, discriminator, column);
        if (!values.Knows(root))
            return null;

        object Value(IReadOnlyEntityType type) => values.Find(type) ?? throw DesignErrors.MoveShape(table.Name, part.Name, values.WhyNot(type));
        string Literal(IReadOnlyEntityType type) => context.Literal(Value(type), column.StoreType);
        IReadOnlyList<string> Present(ITable of) => [.. Own(of).Where(values.Knows).Select(Literal).Distinct()];
        MovedKind kind = new(column.Name, Present(part), Literal(root), Literal(root.BaseType!));
        return new(column, kind, Value(root.GetRootType()), parents)
        {
            // The old model's types are a snapshot's, which are not classes.
            IsAbstract = types.OfType<IReadOnlyEntityType>().Any(t => t.Name == root.Name && t.IsAbstract()),
            Parent = parents is [var parent, ..]
                ? new(parent.Name, [.. parent.PrimaryKey!.Columns.Select(c => c.Name)], Present(parent), parents.Count, parent.Schema)
                : null,
        };
    }

    // A subtype's key refers to that of the type it derives from.
    private static ITable? Above(ITable part)
        => Root(part)?.BaseType is { } above
            ? Links(part).Select(f => (ITable)f.PrincipalTable).FirstOrDefault(t => Own(t).Contains(above))
            : null;

    private static IEnumerable<IEntityType> Own(ITable part) => part.EntityTypeMappings.Select(m => m.TypeBase).OfType<IEntityType>();

    private static IEntityType? Root(ITable part)
    {
        var own = Own(part).ToList();
        return own.FirstOrDefault(t => t.BaseType is not null && !own.Contains(t.BaseType));
    }
}
