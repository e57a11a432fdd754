using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Squawk;

/// <summary>
/// The linter of other people that our SQL must please. https://squawkhq.com
/// </summary>
internal static class SquawkProgram
{
    private const string Variable = "EFPHASED_SQUAWK";

    public static async Task<IReadOnlyList<SquawkFinding>> LintAsync(string script)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : "squawk")
        {
            ArgumentList = { "--reporter", "Json", script },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var report = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or 1 && report.StartsWith('['), $"squawk ended with {process.ExitCode}: {report}{await errors}");
        return JsonSerializer.Deserialize<List<SquawkFinding>>(report)!;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"squawk does not start ({e.Message}). Give {Variable} its path, as 'npm install squawk-cli' lays it into node_modules/.bin, "
                + "or run ./build/test.sh, which installs it.", e);
        }
    }
}
