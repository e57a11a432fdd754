using System.Diagnostics;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>A run in a process of its own, killed at the n-th event or so long after it.</summary>
internal static class KilledProcess
{
    public static async Task<FaultOutcome> RunAsync(
        TestServer server, TestDatabase database, MigrationPack pack, PackedCommand command, int lastEvent, int delay)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pack.Image);
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { server.GetType().Assembly.Location, "fault-worker", database.ConnectionString, file, command.ToString() })
                start.ArgumentList.Add(argument);
            // It does not live long enough for code to be measured and compiled again.
            start.Environment["DOTNET_TieredPGO"] = "0";
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string? code = null;
            var killed = false;
            for (var events = 0; await process.StandardOutput.ReadLineAsync() is { } line;)
            {
                if (line.StartsWith("EFP", StringComparison.Ordinal))
                    code = line;
                else if (events++ == lastEvent)
                {
                    await Task.Delay(delay);
                    process.Kill();
                    killed = true;
                }
            }

            await process.WaitForExitAsync();
            var unexpected = !killed && code is null && process.ExitCode != 0 ? await errors : null;
            return new FaultOutcome(killed, code, unexpected, IsDone: !killed && process.ExitCode == 0);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
