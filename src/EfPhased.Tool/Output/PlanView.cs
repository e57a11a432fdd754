using EfPhased.Design.Planning;

namespace EfPhased.Tool.Output;

/// <summary>
/// A plan as a person reads it: phases, their steps, and what each step costs.
/// </summary>
internal static class PlanView
{
    public static IEnumerable<string> Render(PlanDocument plan)
    {
        yield return $"{TextTable.Styled(plan.Change, "bold")}   {TextTable.Styled(Summary(plan), null)}";
        yield return "";

        // Phases and steps share their columns, so that what a step costs stands below when its phase is due.
        var rows = new List<IReadOnlyList<string>>();
        var symbols = new List<string?>();
        var name = plan.Phases.Select(p => p.Phase.Length).DefaultIfEmpty(0).Max();
        foreach (var phase in plan.Phases)
        {
            rows.Add([$"{phase.Phase.PadRight(name)}  {phase.MigrationId}", When(phase), ""]);
            symbols.Add(null);
            foreach (var step in phase.Steps)
            {
                rows.Add([$"  {step.Symbol} {step.Text}", Cost(step), step.Fact]);
                symbols.Add(step.Symbol);
            }
        }

        foreach (var line in TextTable.Align(rows, Style))
            yield return line;

        string? Style(int row, int column) => (symbols[row], column) switch
        {
            (null, 0) => "bold",
            (null, _) => "italic",
            ("-", 0) => "red",
            ("+", 0) => "green",
            ("!", 0) => "yellow",
            (_, 0) => "blue",
            _ => "grey",
        };
    }

    private static string Summary(PlanDocument plan)
    {
        var backfills = plan.Phases.Sum(p => p.Steps.Count(s => s.Symbol == "⟳"));
        var parts = new List<string> { Count(plan.Phases.Count, "migration") };
        if (backfills > 0)
            parts.Add(Count(backfills, "backfill"));
        return $"{plan.Server}   {string.Join(", ", parts)}";
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string When(PlanPhase phase) => phase.DestroysData ? $"{phase.When}; destroys data" : phase.When;

    private static string Cost(PlanStep step) => string.Join(", ", new[] { step.Lock, step.Work }.Where(p => p.Length > 0));
}
