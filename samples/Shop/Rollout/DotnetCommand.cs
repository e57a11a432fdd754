using System.Diagnostics;

namespace Rollout;

/// <summary>
/// Runs a <c>dotnet</c> command and fails with its output.
/// </summary>
internal static class DotnetCommand
{
    public static async Task<string> Run(IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancel)
    {
        using Process process = new()
        {
            StartInfo = new("dotnet", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["Logging__LogLevel__Default"] = "Warning", ["NO_COLOR"] = "1" },
            },
        };
        List<string> output = [];
        List<string> everything = [];

        process.OutputDataReceived += (_, line) => Collect(line.Data, output);
        process.ErrorDataReceived += (_, line) => Collect(line.Data, null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new RolloutException(
                $"'dotnet {string.Join(' ', process.StartInfo.ArgumentList.Take(3))} ...' ended with {process.ExitCode}:\n{string.Join('\n', everything)}");

        return string.Join('\n', output);

        void Collect(string? line, List<string>? target)
        {
            if (line is null)
                return;

            lock (everything)
            {
                everything.Add(line);
                target?.Add(line);
            }
            onLine?.Invoke(line);
        }
    }
}
