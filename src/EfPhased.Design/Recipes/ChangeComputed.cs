using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A property whose column the server computes, or is to compute, gets another column: one that is computed otherwise, or not at all,
/// or a computed one in place of a plain one. Each version has its own column until Contract.
/// </summary>
/// <remarks>
/// Where only one of the two is computed, the plain one is given what the server computes, and follows it for as long as nobody writes
/// something else to it. What is written to it then stays, and only the version that knows it reads it: the author has to accept that.
/// </remarks>
internal static class ChangeComputed
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not RenameColumnOperation rename)
            return false;

        var table = TableRef.Of(rename);
        var before = context.OldColumn(table.Column(rename.Name));
        var after = context.NewColumn(table.Column(rename.NewName));
        if (before.ComputedColumnSql is null && after.ComputedColumnSql is null)
            return false;

        var (oldTable, newTable) = (context.OldTable(table)!, context.NewTable(table));
        if (oldTable.UniqueConstraints.Any(c => c.Columns.Contains(before)))
            throw DesignErrors.KeyColumn(table.ToString(), before.Name, context.Change);
        var alter = context.Pending.OfType<AlterColumnOperation>().FirstOrDefault(a => a.Table == table.Table && a.Schema == table.Schema && a.Name == after.Name);

        if (after.ComputedColumnSql is not null)
            ComputedColumns.Plan(context, table.Column(after.Name), ColumnFacets.Add(after));
        else
            FromComputed(context, table, before, after, alter?.DefaultValue);
        if (before.ComputedColumnSql is null)
            ToComputed(context, table, before, after);

        context.Answer<AlterColumnOperation>(a => a == alter);
        MovedIndexes.Plan(context, table, [.. oldTable.Indexes.Where(i => i.Columns.Contains(before))], [.. newTable.Indexes.Where(i => i.Columns.Contains(after))]);
        MovedForeignKeys.Plan(context, table, before, after);
        DropColumn.WarnOfStored(context, before);
        ContractedColumn.Plan(context, before, expandDefault: null);
        return true;
    }

    private static void FromComputed(PlanContext context, TableRef table, IColumn before, IColumn after, object? implied)
    {
        RequireAccepted(context, before, after, $"until Contract the previous version goes on reading what the server computes for '{before.Name}', whatever the new one writes to '{after.Name}'");
        if (ColumnFacets.HasDefault(after))
            context.Plan.Warn($"{table.Column(after.Name)} gets its default in Contract: until then rows without a value for it get what was computed.");

        // A server that writes the whole table to make a column required does so in place only once no stored column is left in it.
        if (before.IsStored == true && !context.Dialect.HasNotValidConstraints)
            ShapeColumn.Plan(context, after, implied, Phase.Contract, Stage.Names);
        else
            ShapeColumn.Plan(context, after, implied);
        context.Plan.Fill(
            table, context.Key(table), new ColumnFill(after.Name, ComputedValue.Of(context, before, context.Hints.Ups, after)) { Follows = true, Type = after.StoreType });
    }

    private static void ToComputed(PlanContext context, TableRef table, IColumn before, IColumn after)
    {
        RequireAccepted(context, before, after, $"the new version does not see what the previous one writes to '{before.Name}', and what is there goes in Contract");
        if (ColumnFacets.HasDefault(before))
        {
            throw DesignErrors.Computed(
                table.ToString(), before.Name, "becomes computed", "it has a default, which rows of the new version would have for the previous one in place of what is computed",
                "Take the default away in a change of its own first.");
        }

        if (((ITable)before.Table).Indexes.FirstOrDefault(i => i.IsUnique && i.Columns.Contains(before)) is { } unique)
        {
            throw DesignErrors.Computed(
                table.ToString(), before.Name, "becomes computed", $"its values are unique by '{unique.Name}', and what is computed for rows of the new version may not be",
                "Drop the index in a change of its own first.");
        }

        context.Plan.FillOld(
            table, context.Key(table), new ColumnFill(before.Name, ComputedValue.Of(context, after, context.Hints.Downs, before)) { Follows = true, Type = before.StoreType });
    }

    private static void RequireAccepted(PlanContext context, IColumn before, IColumn after, string loss)
    {
        if (!context.Hints.Accepts(before, after))
            throw DesignErrors.ComputedLoss(before.Table.Name, before.Name, after.Name, loss);
        context.Plan.Warn($"{before.Table.Name}: {loss}.");
    }
}
