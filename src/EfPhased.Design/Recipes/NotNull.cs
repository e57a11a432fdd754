using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Makes a filled column required: proved while writes go on, enforced by Switch. A server that cannot prove it beforehand reads
/// the rows itself, in place, when Switch enforces it.
/// </summary>
internal static class NotNull
{
    public static void Plan(PlanContext context, IColumn column)
    {
        var at = new ColumnRef(column.Table.Name, column.Table.Schema, column.Name);
        PhasedOperation[] prove = [];
        MigrationOperation[] forget = [];
        if (context.Dialect.HasNotValidConstraints)
        {
            var name = context.Plan.ShortName($"CK_{at.Table}_{at.Name}_NotNull");
            prove =
            [
                new AddNotNullCheckOperation { Change = context.Change, Schema = at.Schema, Table = at.Table, Name = name, Column = at.Name },
                new ValidateConstraintOperation { Change = context.Change, Schema = at.Schema, Table = at.Table, Name = name },
            ];
            forget = [new DropCheckConstraintOperation { Schema = at.Schema, Table = at.Table, Name = name }];
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Constraints) { MakeUp = _ => prove, MakeDown = _ => forget });
        }

        context.Plan.Add(new PlannedStep(Phase.Switch, Stage.Constraints)
        {
            Up = [OperationKey.AlterColumn(at)],
            MakeUp = o => [.. o.Select(a => WithoutMadeUpDefault((AlterColumnOperation)a, column)), .. forget],
            Down = [OperationKey.AlterColumn(at)],
            MakeDown = o => [.. prove, .. o],
        }.Online());
    }

    // EF Core gives nulls a value when a column becomes required. There are none left, and a default would stay behind.
    private static AlterColumnOperation WithoutMadeUpDefault(AlterColumnOperation alter, IColumn column)
    {
        if (!ColumnFacets.HasDefault(column) || alter.OldColumn is { DefaultValue: null, DefaultValueSql: null })
            alter.DefaultValue = null;
        return alter;
    }
}
