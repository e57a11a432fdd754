using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Gates.References;
using EfPhased.Tool.Scanning;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Hands the gate the evidence of a scan: the file that the command line names, or one made on the spot.
/// </summary>
internal static class CodeEvidence
{
    public static Option<string> EvidenceOption() => new("--evidence")
    {
        Description = "The evidence of a scan of the code, as 'references --evidence' writes it; the code is scanned now by default", HelpName = "FILE",
    };

    public static Option<bool> NoScanOption() => new("--no-scan") { Description = "Do not scan the code; the gate shows it as not checked" };

    public static Option<string> SolutionOption() => new("--solution")
    {
        Description = "The solution, or the only project, to scan; the solution around the project by default", HelpName = "FILE",
    };

    /// <summary>Carries out a command whose gate asks about the code.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CommandSession session, HostRequest request, ScanOptions options, CancellationToken cancel)
    {
        if (options.Evidence is { } given)
            return await AskAsync(session, With(request, Path.GetFullPath(given)), cancel);
        if (options.NoScan)
            return await AskAsync(session, request, cancel);

        var answer = await session.AskAsync(Question(request), cancel);
        if (answer is not ReferencesReply { References: var references })
            return session.Print(request, answer);
        if (references.Changes.All(c => c.Targets.Count == 0))
            return await AskAsync(session, request, cancel);

        var scan = await new CodeScanner(session.Projects, options, session.Build.Configuration, session.Reporter).ScanAsync(references, [], cancel);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, ReferenceEvidenceJson.Write(scan.Evidence), cancel);
            return await AskAsync(session, With(request, file), cancel);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // What only scripts are written from need not be in any database.
    private static HostRequest Question(HostRequest request) => request with
    {
        Command = HostCommand.References, PendingOnly = request.Command != HostCommand.Script,
    };

    private static async Task<int> AskAsync(CommandSession session, HostRequest request, CancellationToken cancel)
        => session.Print(request, await session.AskAsync(request, cancel));

    private static HostRequest With(HostRequest request, string evidence)
        => request with { Run = (request.Run ?? new RunArguments()) with { Evidence = evidence } };
}
