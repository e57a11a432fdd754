using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A table and the one that takes some of its columns, or gives them back: what must hold for the two to be kept in step.
/// </summary>
/// <param name="context">The plan.</param>
/// <param name="whole">The table with the columns, in the model that has them there.</param>
/// <param name="part">The other table, in the model that has it.</param>
/// <param name="principal">The table with the columns, in the model of the part.</param>
/// <param name="columns">Which column is which.</param>
/// <param name="subtype">What tells which rows have a part, where a discriminator does.</param>
/// <param name="oldIsPart">The values come from the part; otherwise they go to it.</param>
internal sealed class MovedPair(
    PlanContext context, ITable whole, ITable part, ITable principal, IReadOnlyList<(IColumn Whole, IColumn Part)> columns, MovedSubtype? subtype, bool oldIsPart)
{
    // Every row has a part: inserts of the version that knows the part leave a required column null, and that tells.
    private readonly bool _required = subtype is null && IsRequired(part, principal);

    /// <summary>What joins the two where both stay; null where one of them comes or goes. The rows of the part are then the application's own.</summary>
    public IForeignKeyConstraint? Between { get; init; }

    private bool IsRequiredPart => _required && Between is null;

    /// <exception cref="PhasedException">
    /// EFP4071: the two cannot be kept in step. EFP4073: who inserted a row cannot be seen. EFP4074: a column counts writes.
    /// </exception>
    public void Check()
    {
        if (columns.FirstOrDefault(c => c.Whole.Table != whole) is { Whole: { } other })
            throw Refused($"'{ColumnRef.Of(other)}' is in another table");
        if (Between is null)
            CheckKey();
        else if (BetweenColumns() is { } unlike)
            throw Refused(unlike);
        if (Uncarried() is { } uncarried)
            throw Refused(uncarried);
        if (Versions(whole, part, principal).FirstOrDefault() is { } version)
            throw DesignErrors.MoveWithRowVersion(whole.Name, part.Name, version);
        if (IsRequiredPart && !columns.Any(c => IsTelltale(c.Whole)))
            throw DesignErrors.WriterUnknown(whole.Name, part.Name, string.Join(", ", columns.Select(c => $"'{c.Whole.Name}'")));
        if (!_required && subtype is null && Between is null)
        {
            context.Plan.Warn($"A row of '{whole.Name}' has one in '{part.Name}' unless "
                + $"{string.Join(" and ", columns.Select(c => $"{c.Whole.Name} is {Absent(c.Whole) ?? "null"}"))}.");
        }
    }

    // What the triggers rely on when they add and delete rows of the part.
    private void CheckKey()
    {
        ITable[] parents = [.. subtype?.Parents ?? [], principal];
        foreach (var (from, to) in parents.Prepend(part).Zip(parents))
        {
            if (MovedSubtype.KeyTo(from, to) is not { } link)
                throw Refused($"the key of '{from.Name}' does not refer to that of '{(to == principal ? whole : to).Name}'");
            if (link.OnDeleteAction != ReferentialAction.Cascade)
                throw Refused($"'{link.Name}' stops deletes of '{whole.Name}' by the version that does not know '{from.Name}'; let it cascade, OnDelete(DeleteBehavior.Cascade)");
        }

        if (MoveRows.Others(part).FirstOrDefault(c => columns.All(m => m.Part != c) && !c.IsNullable && !ColumnFacets.HasDefault(c) && c.ComputedColumnSql is null) is { } required)
            throw Refused($"'{ColumnRef.Of(required)}' is required, and nothing in '{whole.Name}' says what it holds");
    }

    // Null in a new row of the part has to mean that its writer does not know the column, or has nothing to say.
    private string? BetweenColumns()
    {
        foreach (var (ofWhole, ofPart) in columns)
        {
            if (ofWhole.IsNullable != ofPart.IsNullable)
                return $"'{ColumnRef.Of(ofWhole)}' {Takes(ofWhole)} null and '{ColumnRef.Of(ofPart)}' {Takes(ofPart)} it, so a null would not say who wrote it";
            if (new[] { ofPart, ofWhole }.FirstOrDefault(c => ColumnFacets.HasDefault(c) && (c == ofPart || c.IsNullable)) is { } given)
                return $"'{ColumnRef.Of(given)}' has a default, and a row that leaves it out looks like one that gives it";
            foreach (var column in new[] { ofWhole, ofPart })
            {
                if (((ITable)column.Table).Indexes.FirstOrDefault(i => i.IsUnique && i.Columns.Contains(column)) is { } index)
                {
                    return $"'{ColumnRef.Of(column)}' is unique by '{index.Name}', and " + (IsOneEntity(part, principal)
                        ? "EF Core, which orders writes by the unique indexes of its own model, may insert the value again before it deletes the row that holds it in the other table"
                        : "a value may stay in one table when the other's row goes");
                }
            }
        }

        return null;
    }

    private static string Takes(IColumn column) => column.IsNullable ? "takes" : "does not take";

    /// <summary>Null in this column tells that the version that knows the part inserted the row.</summary>
    public bool IsTelltale(IColumn column) => IsRequiredPart && !column.IsNullable && !ColumnFacets.HasDefault(column);

    /// <summary>What a required column holds where there is no part; null where null or a default of its own says so.</summary>
    public object? StandIn(IColumn column)
        => column.IsNullable || IsRequiredPart || ColumnFacets.HasDefault(column)
            ? null
            : ColumnFacets.ClrDefault(column) ?? throw DesignErrors.CannotDefault(
                ColumnRef.Of(column).In.ToString(), column.Name, column.StoreType, "its type has no default that stands for no row in the other table");

    public PlannedMove Move() => new(
        TableRef.Of(whole),
        new MovedRows(
            part.Name, [.. (Between?.PrincipalColumns ?? whole.PrimaryKey!.Columns).Select(c => c.Name)],
            [.. (Between?.Columns ?? part.PrimaryKey!.Columns).Select(c => c.Name)],
            [.. columns.Select(c => Column(c.Whole, c.Part))], part.Schema)
        {
            Kind = subtype?.Kind,
            Parent = subtype?.Parent,
            PartRows = Between is null ? PartRows.Follow : oldIsPart ? PartRows.Stay : PartRows.Needed,
        },
        oldIsPart) { IsAbstract = subtype?.IsAbstract == true };

    private MovedColumn Column(IColumn ofWhole, IColumn ofPart)
    {
        var (old, @new) = oldIsPart ? (ofPart, ofWhole) : (ofWhole, ofPart);
        var says = context.Hints.Ups.ContainsKey(ColumnRef.Of(@new)) || context.Hints.Downs.ContainsKey(ColumnRef.Of(old));
        var conversion = !says && old.StoreType == @new.StoreType && IsNeverNull(old) == IsNeverNull(@new) && !CharSets.Differ(old, @new) ? new(null, null) : ColumnConversion.Of(context, old, @new);
        return new MovedColumn(ofWhole.Name, ofPart.Name)
        {
            Up = oldIsPart ? conversion.Down : conversion.Up,
            Down = oldIsPart ? conversion.Up : conversion.Down,
            Type = ofWhole.StoreType,
            PartType = ofPart.StoreType == ofWhole.StoreType ? null : ofPart.StoreType,
            Absent = Absent(ofWhole),
        };
    }

    private string? Absent(IColumn column) => StandIn(column) is { } value ? context.Literal(value, column.StoreType) : context.DefaultSql(column);

    // A column of an optional or derived type takes nulls for the rows that have no such part.
    private static bool IsNeverNull(IColumn column) => !column.IsNullable || column.PropertyMappings.All(m => !m.Property.IsNullable);

    private PhasedException Refused(string why) => DesignErrors.MoveShape(whole.Name, part.Name, why);

    private string? Uncarried()
    {
        foreach (var column in columns.SelectMany(c => new[] { c.Whole, c.Part }))
        {
            var table = (ITable)column.Table;
            var at = ColumnRef.Of(column);
            if (column.ComputedColumnSql is not null)
                return $"'{at}' is computed";
            if (column.DefaultValueSql is { } sql && context.Dialect.IsVolatile(sql))
                return $"the default of '{at}' differs from row to row, so a value that was left out looks like one that was given";
            if (table.ForeignKeyConstraints.FirstOrDefault(f => f.Columns.Contains(column)) is { } foreignKey)
                return $"'{at}' is part of the foreign key '{foreignKey.Name}', which would act on the rows of both tables";
            if (table.UniqueConstraints.FirstOrDefault(u => u.Columns.Contains(column)) is { } unique)
                return $"'{at}' is part of '{unique.Name}'";
            if (column.Table == whole && Absent(column) is not null && whole.Indexes.FirstOrDefault(i => i.IsUnique && i.Columns.Contains(column)) is { } index)
                return $"'{at}' is unique by '{index.Name}', so rows that leave it out cannot share a default";
        }

        return null;
    }

    /// <summary>Columns that count the writes to their rows.</summary>
    public static IEnumerable<string> Versions(params IEnumerable<ITable> tables)
        => from table in tables
           from column in table.Columns
           where column.IsRowVersion || column.PropertyMappings.Any(m => m.Property is { IsConcurrencyToken: true, ValueGenerated: ValueGenerated.OnAddOrUpdate })
           select ColumnRef.Of(column).ToString();

    private static bool IsOneEntity(ITable part, ITable principal)
        => part.EntityTypeMappings.Any(m => principal.EntityTypeMappings.Any(p => p.TypeBase == m.TypeBase));

    // One entity type in both tables is joined to its part, and so is a dependent that is never missing.
    private static bool IsRequired(ITable part, ITable principal)
        => IsOneEntity(part, principal)
            || part.ForeignKeyConstraints.SelectMany(f => f.MappedForeignKeys)
                .Any(f => f.PrincipalEntityType.GetTableMappings().Any(t => t.Table == principal) && f.IsRequiredDependent);
}
