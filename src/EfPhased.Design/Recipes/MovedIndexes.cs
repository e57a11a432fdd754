using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Indexes of a column that goes, and those that take their place. The new ones are built after the backfill, so that its updates
/// need not maintain them.
/// </summary>
internal static class MovedIndexes
{
    /// <summary>Has an old index stay until Contract.</summary>
    public static void Keep(PlanContext context, TableRef table, ITableIndex index)
        => context.Plan.Edit(new KeepIndex(
            index, context.NewTable(table).Indexes.Any(n => n.Columns.Select(c => c.Name).SequenceEqual(index.Columns.Select(c => c.Name)))));

    public static void Plan(PlanContext context, TableRef table, IReadOnlyList<ITableIndex> old, IReadOnlyList<ITableIndex> @new)
    {
        foreach (var index in @new)
        {
            var name = index.Name;
            if (old.Any(o => o.Name == name))
            {
                // Two indexes cannot bear one name; the new one takes it over when the old one is gone.
                name = context.Plan.TemporaryName(index.Name);
                context.Plan.Edit(new RenameIndexMeanwhile(index, name));
                context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Names)
                {
                    Up = [OperationKey.RenameIndex(table, name)],
                    Down = [OperationKey.RenameIndex(table, index.Name)],
                });
            }

            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Indexes)
            {
                Up = [OperationKey.CreateIndex(table, name)],
                Down = [OperationKey.DropIndex(table, name)],
            }.Online());
        }

        foreach (var index in old)
        {
            Keep(context, table, index);
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropIndexes)
            {
                Up = [OperationKey.DropIndex(table, index.Name)],
                Down = [OperationKey.CreateIndex(table, index.Name)],
            }.Online());
        }

        bool IsOurs(string? schema, string? name, string indexName, IReadOnlyList<ITableIndex> indexes)
            => name == table.Table && schema == table.Schema && indexes.Any(i => i.Name == indexName);

        context.Answer<RenameIndexOperation>(r => IsOurs(r.Schema, r.Table, r.Name, old));
        context.Answer<DropIndexOperation>(d => IsOurs(d.Schema, d.Table, d.Name, old));
        context.Answer<CreateIndexOperation>(c => IsOurs(c.Schema, c.Table, c.Name, @new));
    }
}
