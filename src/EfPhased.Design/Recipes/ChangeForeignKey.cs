using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes the name of a foreign key, or what it does when its principal is deleted. The rows are never without one.
/// </summary>
/// <remarks>
/// A version counts on what its own model says: one that cascades deletes principals alone, which a foreign key that does not would
/// refuse. So a key that begins to follow up comes before the new version, and one that ends to waits until the old one is gone.
/// </remarks>
internal static class ChangeForeignKey
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddForeignKeyOperation add || context.OldTable(TableRef.Of(add)) is not { } oldTable)
            return false;

        var table = TableRef.Of(add);
        var @new = context.NewTable(table).ForeignKeyConstraints.First(f => f.Name == add.Name);
        var drop = context.Pending.OfType<DropForeignKeyOperation>().FirstOrDefault(d => d.Table == add.Table && d.Schema == add.Schema
            && oldTable.ForeignKeyConstraints.Any(f => f.Name == d.Name && IsSameReference(f, @new)));
        if (drop is null)
            return false;

        var old = oldTable.ForeignKeyConstraints.First(f => f.Name == drop.Name);
        var phase = NotValidForeignKey.FollowsUp(old) && old.OnDeleteAction != @new.OnDeleteAction ? Phase.Contract : Phase.Expand;
        if (phase == Phase.Contract)
        {
            context.Plan.Edit(new KeepDeleteBehavior(@new, old));
            context.Plan.Warn(
                $"Until the contract, rows of {table} still follow when a row of {@new.PrincipalTable.Name} is deleted ({Words(old.OnDeleteAction)}), whichever version deletes it.");
        }

        context.Plan.Add(Step(context, table, phase, old.Name, @new.Name));
        context.Answer<DropForeignKeyOperation>(d => d == drop);
        return true;
    }

    /// <summary>Puts one foreign key in the other's place.</summary>
    public static PlannedStep Step(PlanContext context, TableRef table, Phase phase, string old, string @new)
    {
        return new PlannedStep(phase, phase == Phase.Expand ? Stage.ForeignKeys : Stage.Constraints)
        {
            Up = [OperationKey.DropForeignKey(table, old), OperationKey.AddForeignKey(table, @new)],
            MakeUp = o => Make(o, old),
            Down = [OperationKey.DropForeignKey(table, @new), OperationKey.AddForeignKey(table, old)],
            MakeDown = o => Make(o, @new),
        };

        IEnumerable<MigrationOperation> Make(IReadOnlyList<MigrationOperation> operations, string gone)
        {
            var (drop, add) = (operations[0], (AddForeignKeyOperation)operations[1]);
            if (gone != add.Name)
                return [.. NotValidForeignKey.AddAndValidate(context.Change, add), drop];

            // Two cannot bear one name. Where the server renames none, adding one twice is metadata only.
            var name = add.Name;
            var temporary = context.Plan.ShortName(name + "_new");
            var again = add.Copy();
            add.Name = temporary;
            return context.Dialect.RenamesConstraints
                ? [.. NotValidForeignKey.AddAndValidate(context.Change, add), drop, Rename(context, table, temporary, name)]
                :
                [
                    .. NotValidForeignKey.AddAndValidate(context.Change, add), drop, .. NotValidForeignKey.AddAndValidate(context.Change, again),
                    NotValidForeignKey.Drop(table, temporary),
                ];
        }
    }

    private static RenameConstraintOperation Rename(PlanContext context, TableRef table, string name, string newName) => new()
    {
        Change = context.Change, Schema = table.Schema, Table = table.Table, Name = name, NewName = newName,
    };

    private static bool IsSameReference(IForeignKeyConstraint old, IForeignKeyConstraint @new)
        => old.Columns.Select(c => c.Name).SequenceEqual(@new.Columns.Select(c => c.Name))
            && old.PrincipalTable.Name == @new.PrincipalTable.Name && old.PrincipalTable.Schema == @new.PrincipalTable.Schema
            && old.PrincipalColumns.Select(c => c.Name).SequenceEqual(@new.PrincipalColumns.Select(c => c.Name));

    private static string Words(ReferentialAction action) => action == ReferentialAction.Cascade ? "deleted too" : "their reference set to null";
}
