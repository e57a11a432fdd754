using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Testing.Planning;

/// <summary>What the planner says to a row of the table.</summary>
/// <param name="By">The recipes that answered, or the error that refuses.</param>
/// <param name="Steps">The operations of each phase.</param>
internal sealed record OperationAnswer(string By, string Steps)
{
    public bool IsPlanned => Steps != "refused";

    public static OperationAnswer Refused(string code) => new(code, "refused");

    public static OperationAnswer Planned(PhasedPlan plan)
    {
        var recipes = plan.Answers.Values.Distinct().Order(StringComparer.Ordinal).ToList();
        return new(
            recipes.Count == 0 ? "the author" : string.Join(", ", recipes),
            string.Join("; ", plan.Migrations.Select(m => $"{m.Phase}: {InShort(m.Up)}")));
    }

    private static string InShort(IEnumerable<MigrationOperation> operations)
    {
        var steps = new List<(string Name, int Times)>();
        foreach (var name in operations.Where(o => o is not GateOperation).Select(Name))
        {
            if (steps is [.., var last] && last.Name == name)
                steps[^1] = (name, last.Times + 1);
            else
                steps.Add((name, 1));
        }

        return string.Join(", ", steps.Select(s => s.Times == 1 ? s.Name : FormattableString.Invariant($"{s.Name} ×{s.Times}")));
    }

    private static string Name(MigrationOperation operation)
        => operation.GetType().Name[..^"Operation".Length] + (operation is SqlOperation { SuppressTransaction: true } ? " without a transaction" : "");
}
