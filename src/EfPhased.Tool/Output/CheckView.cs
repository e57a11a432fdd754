using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// The gate's report: every condition with what it saw.
/// </summary>
internal static class CheckView
{
    public static IEnumerable<string> Render(IReadOnlyList<CheckDocument> checks)
        => checks.Count == 0 ? ["No contract is pending."] : checks.SelectMany(Render);

    private static IEnumerable<string> Render(CheckDocument check)
    {
        var verdict = (check.Phase, check.IsOpen) switch
        {
            ("Deploy", true) => "[green]this build may be deployed[/]",
            ("Deploy", false) => "[red]this build must not be deployed yet[/]",
            (_, true) => "[green]contract may run[/]",
            _ => "[red]contract is refused[/]",
        };
        yield return $"{TextTable.Styled(check.Change, "bold")}   {TextTable.Styled(check.MigrationId, null)}   {verdict}";

        var width = check.Conditions.Select(c => c.Condition.Length).DefaultIfEmpty(0).Max();
        foreach (var condition in check.Conditions)
        {
            var (symbol, style) = condition.Outcome switch
            {
                "Passed" => ("✓", "green"),
                "Refused" => ("✗", "red"),
                "Overridden" => ("!", "yellow"),
                _ => ("–", "grey"),
            };
            var evidence = condition.Evidence.Count == 0 ? [""] : condition.Evidence;
            for (var i = 0; i < evidence.Count; i++)
            {
                var head = i == 0 ? $"{symbol} {condition.Condition.PadRight(width)}" : new string(' ', width + 2);
                yield return $"  {TextTable.Styled(head, style)}  {TextTable.Styled(evidence[i], null)}".TrimEnd();
            }

            if (condition.Override is { } reason)
                yield return $"  {new string(' ', width + 2)}  {TextTable.Styled($"overridden: {reason}", "yellow")}";
            if (condition is { Outcome: "Refused", MoveOn: { } move })
                yield return $"  {new string(' ', width + 2)}  {TextTable.Styled(move, "italic")}";
        }
    }
}
