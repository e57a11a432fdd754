using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Drops a table that only the previous version knows. Its foreign keys go first, one by one: each drop locks one busy table for a
/// moment, instead of all of them together.
/// </summary>
internal static class DropTable
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropTableOperation drop)
            return false;

        var table = TableRef.Of(drop);
        var old = context.OldTable(table)!;
        context.Plan.Edit(new KeepTable(old));
        context.Plan.Remove(table);
        WarnOfMove(context, table, old);

        var later = new List<IForeignKeyConstraint>();
        foreach (var foreignKey in old.ForeignKeyConstraints)
        {
            if (StopsDeletes(foreignKey, context))
            {
                DropNow(context, table, foreignKey);
                continue;
            }

            context.Plan.Edit(new KeepForeignKey(foreignKey));
            later.Add(foreignKey);
        }

        var busy = later.Where(f => context.Remains(TableRef.Of(f.PrincipalTable))).Select(f => f.Name).ToList();
        var circular = later.Where(f => f.PrincipalTable != f.Table && !busy.Contains(f.Name)).Select(f => f.Name).ToList();
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropTables)
        {
            Up = [OperationKey.DropTable(table)],
            MakeUp = o => [.. busy.Select(f => NotValidForeignKey.Drop(table, f)), .. o],
            Down = [OperationKey.CreateTable(table), .. old.Indexes.Select(i => OperationKey.CreateIndex(table, i.Name))],
            DownIfAny = OperationKey.EnsureSchema(drop.Schema),
            MakeDown = o => [.. o.OrderBy(c => c is not EnsureSchemaOperation).SelectMany(c => c is CreateTableOperation create ? Split(create, busy) : [c])],
        });

        // Tables that refer to each other: EF Core opens the circle where it likes.
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropForeignKeys)
        {
            UpIfAny = [.. circular.Select(f => OperationKey.DropForeignKey(table, f))],
            DownIfAny = [.. circular.Select(f => OperationKey.AddForeignKey(table, f))],
        });
        context.Answer<DropForeignKeyOperation>(f => f.Table == table.Table && f.Schema == table.Schema);
        return true;
    }

    private static IEnumerable<MigrationOperation> Split(CreateTableOperation create, List<string> busy)
    {
        var foreignKeys = create.ForeignKeys.Where(f => busy.Contains(f.Name)).ToList();
        create.ForeignKeys.RemoveAll(foreignKeys.Contains);
        return [create, .. foreignKeys];
    }

    // The new version knows nothing of the rows that refer to the one it deletes.
    private static bool StopsDeletes(IForeignKeyConstraint foreignKey, PlanContext context)
        => context.Remains(TableRef.Of(foreignKey.PrincipalTable))
            && !NotValidForeignKey.FollowsUp(foreignKey);

    private static void DropNow(PlanContext context, TableRef table, IForeignKeyConstraint foreignKey)
    {
        context.Plan.Warn(
            $"The foreign key '{foreignKey.Name}' goes in Expand already: it would keep the new version from deleting rows of "
            + $"'{foreignKey.PrincipalTable.Name}' that '{table}' refers to. Nothing guards the rows of '{table}' from then on.");
        context.Plan.Add(NotValidForeignKey.DropStep(context, table, foreignKey, Phase.Expand, Stage.ForeignKeys));
    }

    // EF Core knows a table by its entity type's name: where both names change, it sees two tables.
    private static void WarnOfMove(PlanContext context, TableRef table, ITable old)
    {
        var columns = old.Columns.Select(c => c.Name).ToHashSet();
        foreach (var create in context.Pending.OfType<CreateTableOperation>().Where(c => columns.SetEquals(c.Columns.Select(n => n.Name))))
        {
            context.Plan.Warn(
                $"'{create.Name}' has the columns of '{table}', but EF Core takes them for two tables and moves no rows. Where it is the "
                + $"same table, keep its name: ToTable(\"{table.Table}\").");
        }
    }

}
