using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes a table's comment or storage parameters: its catalog entry and no row. Whatever would write the rows again is refused.
/// </summary>
internal static class AlterTable
{
    private static readonly string[] Rewriting = ["Npgsql:UnloggedTable", "Npgsql:CockroachDB:InterleaveInParent"];
    private const string CharSet = "MySql:CharSet";
    private const string Collation = "Relational:Collation";

    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AlterTableOperation alter)
            return false;

        var table = new TableRef(alter.Name, alter.Schema);
        foreach (var annotation in Rewriting.Where(a => !Equals(alter[a], alter.OldTable[a])))
            throw DesignErrors.RewritesTable(table.ToString(), annotation);
        if ((alter[CharSet] is null && alter.OldTable[CharSet] is not null) || (alter[Collation] is null && alter.OldTable[Collation] is not null))
            throw DesignErrors.UnnamedCharSet(table.ToString());

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Names)
        {
            Up = [OperationKey.AlterTable(table)],
            Down = [OperationKey.AlterTable(table)],
        }.Online());
        return true;
    }
}
