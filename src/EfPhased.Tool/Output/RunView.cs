using System.Globalization;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// What a run did, when it is over.
/// </summary>
internal static class RunView
{
    public static IEnumerable<string> Render(RunDocument run)
    {
        foreach (var id in run.Applied)
            yield return $"[green]applied[/]   {TextTable.Styled(id, null)}";
        foreach (var id in run.Reverted)
            yield return $"[yellow]reverted[/]  {TextTable.Styled(id, null)}";
        foreach (var held in run.HeldBack)
            yield return $"[yellow]held back[/] {TextTable.Styled($"{held.MigrationId}: {held.Reason}", null)}";
        if (run.Applied.Count + run.Reverted.Count + run.HeldBack.Count == 0)
            yield return "Nothing to apply.";

        var seconds = run.Seconds.ToString("0.0", CultureInfo.InvariantCulture);
        yield return $"[grey]done in {seconds} s[/]";
        yield return "";
        foreach (var line in StatusView.Status(run.Changes))
            yield return line;
    }
}
