using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Puts another primary key in the place of the old one, in one statement. It comes before the new version where the old model
/// already keeps its columns unique and filled; a narrower key waits until the previous version is gone.
/// </summary>
internal static class ChangePrimaryKey
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddPrimaryKeyOperation add)
            return false;

        var table = TableRef.Of(add);
        var drop = context.Pending.OfType<DropPrimaryKeyOperation>().FirstOrDefault(d => d.Table == add.Table && d.Schema == add.Schema);
        if (drop is null || context.OldTable(table)?.PrimaryKey is not { } old || context.NewTable(table).PrimaryKey is not { } @new)
            return false;

        var isRename = old.Columns.Select(c => c.Name).SequenceEqual(@new.Columns.Select(c => c.Name));
        var phase = isRename ? Phase.Expand : PhaseOf(context, table, old, @new);
        if (!isRename)
            RequireNoReference(context, table, old);
        if (phase == Phase.Contract)
            context.Plan.Edit(new KeepPrimaryKey(old));

        context.Plan.Add(new PlannedStep(phase, phase == Phase.Expand ? Stage.Indexes : Stage.Constraints)
        {
            Up = [OperationKey.DropPrimaryKey(table, old.Name), OperationKey.AddPrimaryKey(table, @new.Name)],
            MakeUp = _ => isRename ? Rename(context, old, @new) : Replace(context, old, @new, look: phase == Phase.Contract),
            Down = [OperationKey.DropPrimaryKey(table, @new.Name), OperationKey.AddPrimaryKey(table, old.Name)],
            MakeDown = _ => isRename ? Rename(context, @new, old) : Replace(context, @new, old, look: phase == Phase.Expand),
        });
        context.Answer<DropPrimaryKeyOperation>(d => d == drop);
        return true;
    }

    private static Phase PhaseOf(PlanContext context, TableRef table, IPrimaryKeyConstraint old, IPrimaryKeyConstraint @new)
    {
        if (Tightening.Comes(context, table, @new) == Phase.Expand)
            return Phase.Expand;
        return Tightening.IsKeptOn(context, table, UniquePromise.Of(old), out _)
            ? Phase.Contract
            : throw DesignErrors.UnprovedKey(table.ToString(), [.. @new.Columns.Select(c => c.Name)]);
    }

    // A foreign key stands on the index of the key that it refers to.
    private static void RequireNoReference(PlanContext context, TableRef table, IPrimaryKeyConstraint old)
    {
        var kept = context.OldTable(table)!.ReferencingForeignKeyConstraints.FirstOrDefault(f => f.PrincipalUniqueConstraint == old
            && !context.Pending.OfType<DropForeignKeyOperation>().Any(d => d.Name == f.Name && d.Table == f.Table.Name && d.Schema == f.Table.Schema));
        if (kept is not null)
            throw DesignErrors.ReferencedKey(table.ToString(), old.Name, kept.Name, kept.Table.SchemaQualifiedName);
    }

    // The other servers give every primary key one name.
    private static IEnumerable<MigrationOperation> Rename(PlanContext context, IPrimaryKeyConstraint from, IPrimaryKeyConstraint to)
        => context.Dialect.RenamesConstraints
            ?
            [
                new RenameConstraintOperation
                {
                    Change = context.Change, Schema = from.Table.Schema, Table = from.Table.Name, Name = from.Name, NewName = to.Name,
                },
            ]
            : [];

    private static IEnumerable<MigrationOperation> Replace(PlanContext context, IPrimaryKeyConstraint from, IPrimaryKeyConstraint to, bool look)
    {
        if (look)
            yield return Tightening.Check(context, (ITable)to.Table, to.Name, UniquePromise.Of(to));
        yield return new ReplacePrimaryKeyOperation
        {
            Change = context.Change, Schema = to.Table.Schema, Table = to.Table.Name, OldName = from.Name, Name = to.Name,
            Columns = [.. to.Columns.Select(c => c.Name)], IndexName = context.Plan.TemporaryName(to.Name),
        };
    }
}
