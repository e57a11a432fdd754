using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

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
        var age = DateTimeOffset.UtcNow - point;
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
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", policy.Command])
            : new ProcessStartInfo("/bin/sh", ["-c", policy.Command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(policy.TimeLimit);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? (await output, null)
                : ("", $"the backup command ended with exit code {process.ExitCode}: {Shortened((await error).Trim())}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return ("", FormattableString.Invariant($"the backup command did not end within {policy.TimeLimit.TotalSeconds:F0} s (gate.backup.timeLimit)"));
        }
        catch (Win32Exception e)
        {
            return ("", $"the backup command could not be started: {e.Message}");
        }
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
