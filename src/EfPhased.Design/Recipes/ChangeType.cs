using EfPhased.Design.Classification;
using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes a column's type where only the catalog changes and every value of the old type is one of the new.
/// </summary>
internal static class ChangeType
{
    /// <summary>The checks that have to be put again around the change.</summary>
    /// <exception cref="PhasedException">EFP4022: the change needs a new column.</exception>
    public static IReadOnlyList<ICheckConstraint> RequireInPlace(PlanContext context, ColumnRef at, IColumn before, IColumn after, ColumnFacet facets)
    {
        PhasedException Needs(string why) => DesignErrors.NewColumnNeeded(at.In.ToString(), at.Name, Text(before), Text(after), why);

        var table = context.OldTable(at.In)!;
        var isIndexed = table.Indexes.Any(i => i.Columns.Contains(before)) || table.UniqueConstraints.Any(u => u.Columns.Contains(before));
        if (facets.HasFlag(ColumnFacet.Collation) && isIndexed)
            throw Needs("its indexes are sorted by the collation and would be built again while writes wait, and what is unique may no longer be");
        if (!facets.HasFlag(ColumnFacet.Type))
            return [];

        RefuseKey(context, before, after);
        var check = table.CheckConstraints.FirstOrDefault(c => ColumnMention.IsIn(c.Sql, at.Name, StringComparison.OrdinalIgnoreCase));
        var renewed = RenewedChecks.Find(context, table, at.Name) ?? [];
        var change = context.Dialect.ClassifyTypeChange(before.StoreType, after.StoreType, new TypeChangeContext
        {
            IsIndexed = isIndexed,
            HasValidCheck = check is not null && renewed.Count == 0,
            IsUsed = table.Columns.Any(c => ColumnMention.IsIn(c.ComputedColumnSql, at.Name, StringComparison.OrdinalIgnoreCase)),
        });
        if (change.NeedsUtc)
            throw Needs("values that a version sends without a time zone would be read in the time zone of its session, and in a new column they are UTC unless --up and --down say otherwise");
        if (!change.IsWidening)
            throw Needs("values of the old type may have no place in the new one");
        if (check is not null && change.NeedsUncheckedConstraints)
            throw Needs($"the check '{check.Name}', which changes too, would be verified for all rows while reads and writes wait ({change.Fact.Id})");
        if (!change.IsInPlace)
            throw Needs($"the server {change.Fact.WorkText} while {Waits(change.Fact)} wait ({change.Fact.Id})");
        context.Plan.Warn($"{at} stays {after.StoreType} when the change is taken back: making it {before.StoreType} again would rewrite the table, and lose what does not fit.");
        if (change.BreaksPreparedStatements)
        {
            context.Plan.Warn(
                $"Sessions that have prepared statements returning {at} see each of them fail once after Expand, with 'cached plan must not "
                + "change result type' (PG-59). Retry on SQLSTATE 0A000, or renew the pool's connections after it.");
        }

        return context.Dialect.HasNotValidConstraints ? renewed : [];
    }

    /// <summary>
    /// A table's or the database's character set is its columns' too where they name none, so that this may come of one word about those.
    /// </summary>
    public static PhasedException CharSetRefusal(PlanContext context, ColumnRef at, IReadOnlyAnnotatable before, IReadOnlyAnnotatable after)
    {
        var fact = context.Dialect.FactFor(OperationKind.ChangeCharset);
        var (from, to) = (CharSets.Of(before), CharSets.Of(after));
        var why = $"its text is converted, for which the server {fact.WorkText} while {Waits(fact)} wait ({fact.Id})";
        return from is null || to is null
            ? DesignErrors.UnnamedCharSet(at.In.ToString(), at.Name, from, to, why)
            : DesignErrors.NewColumnNeeded(at.In.ToString(), at.Name, $"the character set {from}", to, why);
    }

    /// <exception cref="PhasedException">EFP4031: the column's type changes, and a key or a foreign key has it.</exception>
    public static void RefuseKey(PlanContext context, IColumn before, IColumn after)
    {
        var at = TableRef.Of(before.Table);
        var table = context.OldTable(at)!;
        List<string> constraints =
        [
            .. table.UniqueConstraints.Where(u => u.Columns.Contains(before)).Select(u => u.Name),
            .. table.ForeignKeyConstraints.Where(f => f.Columns.Contains(before)).Select(f => f.Name),
        ];
        if (constraints.Count > 0 && before.StoreType != after.StoreType)
            throw DesignErrors.KeyType(at.ToString(), before.Name, before.StoreType, after.StoreType, constraints);
    }

    /// <summary>
    /// The way back, which leaves the wider type: values that only it can hold may have come, and to look for them would stop everyone.
    /// The previous version reads and writes it as before.
    /// </summary>
    public static IEnumerable<MigrationOperation> Without(IReadOnlyList<MigrationOperation> operations, ColumnFacet facets)
    {
        if (facets == ColumnFacet.Type)
            return [];
        foreach (var alter in operations.OfType<AlterColumnOperation>())
        {
            alter.ClrType = alter.OldColumn.ClrType;
            alter.ColumnType = alter.OldColumn.ColumnType;
            alter.MaxLength = alter.OldColumn.MaxLength;
            alter.Precision = alter.OldColumn.Precision;
            alter.Scale = alter.OldColumn.Scale;
        }

        return operations;
    }

    private static string Waits(Fact fact) => fact.Blocks == Blocks.Writes ? "writes" : "reads and writes";

    private static string Text(IColumn column) => column.Collation is null ? column.StoreType : $"{column.StoreType} COLLATE {column.Collation}";
}
