using Spectre.Console;

namespace Rollout;

internal static class RolloutReport
{
    public static void Print(RolloutResult result)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("phase");
        foreach (var heading in (string[])["s", "requests", "failed", "wrong reads", "p50 ms", "p99 ms", "max ms", "blocked ms", "lock held ms"])
            table.AddColumn(heading, column => column.RightAligned());

        foreach (var phase in result.Phases)
        {
            var latencies = phase.GetLatencies();
            table.AddRow(
                phase.Name,
                $"{phase.Duration.TotalSeconds:0.0}",
                $"{phase.Requests}",
                Count(phase.Failed),
                Count(phase.WrongReads),
                Milliseconds(latencies.Median),
                Milliseconds(latencies.Percentile99),
                Milliseconds(latencies.Maximum),
                Milliseconds(phase.LongestBlocking.Duration),
                Milliseconds(phase.LongestStrongLock.Duration));
        }
        AnsiConsole.Write(table);

        AnsiConsole.MarkupLineInterpolated($"customers that nobody wrote and that changed all the same: {result.DamagedCustomers:N0}");
        AnsiConsole.MarkupLineInterpolated($"locks were looked at {result.LockSamples:N0} times, at most {Milliseconds(result.LongestLockSampleGap)} ms apart");
        foreach (var phase in result.Phases)
        {
            PrintLock(phase.Name, "shop waited for", phase.LongestBlocking);
            PrintLock(phase.Name, "migration held", phase.LongestStrongLock);
        }
        foreach (var phase in result.Phases)
        {
            foreach (var (problem, count) in phase.Problems.OrderByDescending(problem => problem.Value).Take(5))
                AnsiConsole.MarkupLineInterpolated($"[red]{phase.Name}: {count} x {problem}[/]");
        }
    }

    private static void PrintLock(string phase, string what, BlockedTime time)
    {
        if (time.Duration > TimeSpan.Zero)
            AnsiConsole.MarkupLineInterpolated($"{phase}: {what} {Milliseconds(time.Duration)} ms: {time.Description}");
    }

    private static string Count(int problems) => problems == 0 ? "0" : $"[red]{problems}[/]";

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0}";
}
