using System.Globalization;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// There is a recovery point to go back to, as the user's own command proves.
/// </summary>
internal sealed class BackupCondition : IGateCondition
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    public string Name => "backup";

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        if (context.Settings.Policy.Backup is not { } policy)
            return new GateResult(Name, GateOutcome.NotChecked, ["no backup command is configured (gate.backup in efphased.json)"]);

        var (output, problem) = await RunAsync(policy, cancel);
        if (problem is not null)
            return Refused(problem);

        // The last line, because tools like to greet first.
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        if (!DateTimeOffset.TryParse(line, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var point))
            return Refused($"the backup command printed no time of a recovery point, but '{Shortened(line)}'");
        var age = context.Settings.Clock.GetUtcNow() - point;
        if (age < -ClockDifference)
            return Refused($"the backup command names a recovery point in the future: {point:u}");
        return age <= policy.MaxAge
            ? new GateResult(Name, GateOutcome.Passed, [$"the newest recovery point is of {point:u}"])
            : Refused(FormattableString.Invariant($"the newest recovery point is of {point:u}, {age.TotalHours:F1} h old; {policy.MaxAge.TotalHours:F1} h are allowed (gate.backup.maxAge)"));
    }

    private GateResult Refused(string evidence)
        => new(Name, GateOutcome.Refused, [evidence], "Make a backup, then run the same command again.");

    private static async Task<(string Output, string? Problem)> RunAsync(BackupPolicy policy, CancellationToken cancel)
    {
        var result = await ShellCommand.RunAsync(policy.Command, policy.TimeLimit, cancel);
        return result switch
        {
            { Problem: { } problem } => ("", $"the backup command could not be started: {problem}"),
            { ExitCode: null } => ("", FormattableString.Invariant($"the backup command did not end within {policy.TimeLimit.TotalSeconds:F0} s (gate.backup.timeLimit)")),
            { ExitCode: 0 } => (result.Output, null),
            _ => ("", $"the backup command ended with exit code {result.ExitCode}: {Shortened(result.Error.Trim())}"),
        };
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
