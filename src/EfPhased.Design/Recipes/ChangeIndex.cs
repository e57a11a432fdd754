using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes an index that keeps its name: the new one is built under another name before the old one goes, and takes the name over.
/// Columns, order, filter, included columns, method or uniqueness may have changed.
/// </summary>
internal static class ChangeIndex
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not CreateIndexOperation create || context.OldTable(TableRef.Of(create)) is not { } oldTable)
            return false;

        var table = TableRef.Of(create);
        var drop = context.Pending.OfType<DropIndexOperation>()
            .FirstOrDefault(d => d.Name == create.Name && d.Table == create.Table && d.Schema == create.Schema);
        if (drop is null)
            return false;

        var old = oldTable.Indexes.First(i => i.Name == create.Name);
        var @new = context.NewTable(table).Indexes.First(i => i.Name == create.Name);
        LockedIndex.Refuse(@new, comes: true);
        LockedIndex.Refuse(old, comes: false);
        var comes = Tightening.Comes(context, table, UniquePromise.Of(@new));
        var goes = UniquePromise.Of(old) is { } promise && !Tightening.IsKeptOn(context, table, promise, out _) ? Phase.Expand : Phase.Contract;
        switch (comes, goes)
        {
            // Nothing forbids both in between, so each goes its own way.
            case (Phase.Contract, Phase.Expand):
                return false;
            case (Phase.Expand, Phase.Contract):
                MovedIndexes.Plan(context, table, [old], [@new]);
                break;
            default:
                if (comes == Phase.Contract)
                {
                    context.Plan.Edit(new LeaveOutIndex(@new));
                    MovedIndexes.Keep(context, table, old);
                }

                Swap(context, table, comes, old, @new);
                break;
        }

        context.Answer<DropIndexOperation>(d => d == drop);
        return true;
    }

    private static void Swap(PlanContext context, TableRef table, Phase phase, ITableIndex old, ITableIndex @new)
    {
        var temporary = context.Plan.TemporaryName(@new.Name);
        IReadOnlyList<OperationKey> keys = [OperationKey.DropIndex(table, @new.Name), OperationKey.CreateIndex(table, @new.Name)];
        context.Plan.Add(new PlannedStep(phase, Stage.Indexes)
        {
            Up = keys,
            MakeUp = o => Make(o, @new),
            Down = keys,
            MakeDown = o => Make(o, old),
        }.Online());

        IEnumerable<MigrationOperation> Make(IReadOnlyList<MigrationOperation> operations, ITableIndex comes)
        {
            if (UniquePromise.Of(comes) is { } promise)
                yield return Tightening.Check(context, comes.Table, comes.Name, promise);
            var create = (CreateIndexOperation)operations[1];
            create.Name = temporary;
            yield return create;
            yield return operations[0];
            yield return new RenameIndexOperation { Schema = table.Schema, Table = table.Table, Name = temporary, NewName = comes.Name };
        }
    }
}
