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
        if (plan.Tables.Count > 0)
            yield return TextTable.Styled(Sizes(plan), "grey");
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
            parts.Add(Count(backfills, "backfill") + RowsToFill(plan));
        return $"{plan.Server}   {string.Join(", ", parts)}";
    }

    private static string RowsToFill(PlanDocument plan)
    {
        var tables = plan.Phases.SelectMany(p => p.Steps).Where(s => s.Symbol == "⟳").Select(s => s.Table).ToHashSet();
        var rows = plan.Tables.Where(t => tables.Contains(t.Name)).Select(t => t.Rows).ToList();
        return rows.Count == 0 || rows.Contains(null) ? "" : $" (about {Quantity.Rows(rows.Sum() ?? 0)})";
    }

    private static string Sizes(PlanDocument plan)
        => plan.SizesUnknown is { } reason
            ? $"sizes unknown: {reason}"
            : string.Join("; ", plan.Tables.Select(t => $"{t.Name}: {Size(t)}"));

    private static string Size(PlanTable table) => table switch
    {
        { Bytes: null } => "not in this database",
        { Rows: null } => $"rows not counted yet, {Quantity.Bytes(table.Bytes.Value)}",
        _ => $"about {Quantity.Rows(table.Rows.Value)}, {Quantity.Bytes(table.Bytes.Value)}",
    };

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string When(PlanPhase phase) => phase.DestroysData ? $"{phase.When}; destroys data" : phase.When;

    private static string Cost(PlanStep step) => string.Join(", ", new[] { step.Lock, step.Work }.Where(p => p.Length > 0));
}
