using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Renames a table, or moves it to another schema, while both versions run: the previous one goes on through a view under the old
/// name, until Contract drops it.
/// </summary>
internal static class RenameTable
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not RenameTableOperation rename)
            return false;

        var from = TableRef.Of(rename);
        var to = new TableRef(rename.NewName ?? rename.Name, rename.NewSchema);
        if (rename.Schema is not null && rename.NewSchema is null)
            throw DesignErrors.NoTargetSchema(from.ToString(), to.Table);

        var old = context.OldTable(from)!;
        var parts = RenamedParts.Of(context, from, to);
        RefuseOthers(context, rename, from, to);

        var behind = new RenameTableBehindViewOperation
        {
            Change = context.Change, Table = from.Table, Schema = from.Schema, NewName = to.Table, NewSchema = to.Schema,
            Columns = [.. old.Columns.Select(c => c.Name)], Standby = context.Plan.ShortName($"efphased_{context.Change}_{from.Table}"),
        };
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Tables)
        {
            Up = [OperationKey.RenameTable(from)],
            MakeUp = _ => [behind],
            Down = [OperationKey.RenameTable(to)],
            MakeDown = _ => Revert(behind, context),
        });
        context.Plan.Add(parts);

        context.Plan.Remove(from);
        context.Plan.Add(PlannedStep.Phased(
            Phase.Contract, Stage.DropViews, new DropOldTableViewOperation { Change = context.Change, Table = from.Table, Schema = from.Schema },
            new AddOldTableViewOperation
            {
                Change = context.Change, Table = from.Table, Schema = from.Schema, Of = to.Table, OfSchema = to.Schema, Columns = behind.Columns,
            }));
        context.Plan.Warn(
            $"The previous version reads and writes '{from}' through a view until Contract. What no view can do stops: TRUNCATE and COPY into it, "
            + $"foreign keys to it, triggers on it. To keep the name instead, which needs no migration: ToTable(\"{from.Table}\").");
        return true;
    }

    // Where names are swapped, the view is left under another one and goes by itself.
    private static IEnumerable<MigrationOperation> Revert(RenameTableBehindViewOperation behind, PlanContext context)
    {
        yield return new RenameTableBehindViewOperation
        {
            Change = behind.Change, Table = behind.Table, Schema = behind.Schema, NewName = behind.NewName, NewSchema = behind.NewSchema,
            Columns = behind.Columns, Standby = behind.Standby, Revert = true,
        };
        if (!context.Dialect.HasTransactionalDdl)
            yield return new DropOldTableViewOperation { Change = behind.Change, Table = behind.Standby, Schema = behind.Schema };
    }

    // The view shows the old columns, and the server lets none of them go meanwhile.
    private static void RefuseOthers(PlanContext context, RenameTableOperation rename, TableRef from, TableRef to)
    {
        var others = context.Pending
            .Where(o => o != rename && o is not (AddColumnOperation or CreateIndexOperation))
            .Select(OperationKey.Of)
            .Where(k => new TableRef(k.Table, k.Schema) is var table && (table == from || table == to))
            .ToList();
        if (others.Count > 0)
            throw DesignErrors.RenamedWithOthers(from.ToString(), to.ToString(), [.. others.Select(o => o.ToString())]);
    }
}
