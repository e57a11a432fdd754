using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A foreign key on a table in use: added for new rows first, then proved for the old ones while writes go on.
/// </summary>
internal static class NotValidForeignKey
{
    public static PlannedStep Step(PlanContext context, TableRef table, IForeignKeyConstraint foreignKey)
        => new(Phase.Expand, Stage.ForeignKeys)
        {
            Up = [OperationKey.AddForeignKey(table, foreignKey.Name)],
            MakeUp = o => AddAndValidate(context.Change, (AddForeignKeyOperation)o[0]),
            Down = [OperationKey.DropForeignKey(table, foreignKey.Name)],
        };

    /// <summary>Drops a foreign key; on the way back rows may have come that refer to nothing.</summary>
    public static PlannedStep DropStep(PlanContext context, TableRef table, IForeignKeyConstraint foreignKey, Phase phase, Stage stage)
        => new(phase, stage)
        {
            Up = [OperationKey.DropForeignKey(table, foreignKey.Name)],
            Down = [OperationKey.AddForeignKey(table, foreignKey.Name)],
            MakeDown = o => AddAndValidate(context.Change, (AddForeignKeyOperation)o[0]),
        };

    public static DropForeignKeyOperation Drop(TableRef table, string name) => new() { Name = name, Table = table.Table, Schema = table.Schema };

    /// <summary>True when the database does something to rows whose principal is deleted, rather than refuse the delete.</summary>
    public static bool FollowsUp(IForeignKeyConstraint foreignKey)
        => foreignKey.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull;

    public static IEnumerable<MigrationOperation> AddAndValidate(string change, AddForeignKeyOperation add)
    {
        add[PhasedAnnotations.NotValid] = true;
        return
        [
            add,
            new ValidateConstraintOperation
            {
                Change = change, Schema = add.Schema, Table = add.Table, Name = add.Name,
                ForeignKey = new ForeignKeyReference(add.Columns, add.PrincipalTable, add.PrincipalColumns ?? [], add.PrincipalSchema),
            },
        ];
    }
}
