using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Drops a foreign key whose columns stay: the new version may write there what it forbids, so it goes before that version comes.
/// </summary>
internal static class DropForeignKey
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropForeignKeyOperation drop || context.OldTable(TableRef.Of(drop)) is not { } oldTable)
            return false;

        var table = TableRef.Of(drop);
        var key = oldTable.ForeignKeyConstraints.First(f => f.Name == drop.Name);
        if (NotValidForeignKey.FollowsUp(key))
        {
            context.Plan.Warn(
                $"Without {key.Name} the database no longer follows up when the previous version deletes a row of {key.PrincipalTable.Name}: "
                + $"rows of {table} that refer to it stay as they are.");
        }

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.DropForeignKeys)
        {
            Up = [OperationKey.DropForeignKey(table, key.Name)],
            Down = [OperationKey.AddForeignKey(table, key.Name)],
            MakeDown = o => [Tightening.Check(context, key), .. NotValidForeignKey.AddAndValidate(context.Change, (AddForeignKeyOperation)o[0])],
        });
        return true;
    }
}
