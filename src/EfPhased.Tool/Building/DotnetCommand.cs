using System.ComponentModel;
using System.Diagnostics;

namespace EfPhased.Tool.Building;

/// <summary>
/// Starts the .NET SDK that runs this tool.
/// </summary>
internal static class DotnetCommand
{
    public static ProcessStartInfo Create(IEnumerable<string> arguments, string workingDirectory) => new(FileName, arguments)
    {
        WorkingDirectory = workingDirectory,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <exception cref="ToolException">EFP5011: there is no dotnet.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Errors.NoDotnet(e.Message);
        }
    }

    /// <summary>Runs a command to its end; cancelling kills it and what it started.</summary>
    public static async Task<DotnetAnswer> RunAsync(IEnumerable<string> arguments, string workingDirectory, CancellationToken cancel)
    {
        using var process = Start(Create(arguments, workingDirectory));
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new DotnetAnswer(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw Tool.Errors.Interrupted();
        }
    }

    // The muxer that runs us knows where it is; a tool started by its own shim does not, and looks on the PATH.
    private static string FileName => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
}

internal sealed record DotnetAnswer(int ExitCode, string Output, string Errors);
