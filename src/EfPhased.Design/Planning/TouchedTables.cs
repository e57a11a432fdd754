using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// The tables that a plan works on, apart from those that it makes.
/// </summary>
internal static class TouchedTables
{
    public static IReadOnlyList<PlanTable> Of(PhasedPlan plan)
    {
        var operations = plan.Migrations.SelectMany(m => m.Up).ToList();
        var made = operations.OfType<CreateTableOperation>().Select(c => Of(c)).ToHashSet();
        return [.. operations.Select(Of).OfType<PlanTable>().Distinct().Where(t => !made.Contains(t))];
    }

    public static PlanTable? Of(MigrationOperation operation) => operation switch
    {
        TablePhasedOperation o => new(o.Table, o.Schema),
        ITableMigrationOperation o => new(o.Table, o.Schema),
        _ => null,
    };
}
