using System.ComponentModel;
using System.Diagnostics;

namespace EfPhased.Running;

/// <summary>
/// Runs a command line of the user's in the system's shell, for so long at most.
/// </summary>
internal static class ShellCommand
{
    public static async Task<ShellResult> RunAsync(string command, TimeSpan timeLimit, CancellationToken cancel)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeLimit);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ShellResult(process.ExitCode, await output, await error, null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ShellResult(null, "", "", null);
        }
        catch (Win32Exception e)
        {
            return new ShellResult(null, "", "", e.Message);
        }
    }
}

/// <param name="ExitCode">How it ended; null when it did not end in time or did not start.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it said on standard error.</param>
/// <param name="Problem">Why it did not start; null when it did.</param>
internal sealed record ShellResult(int? ExitCode, string Output, string Error, string? Problem);
