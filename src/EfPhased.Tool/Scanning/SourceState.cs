using System.ComponentModel;
using System.Diagnostics;
using EfPhased.Gates.References;

namespace EfPhased.Tool.Scanning;

/// <summary>
/// Which commit a folder is at, and whether its files are still those of the commit, as git says.
/// </summary>
/// <param name="Repository">The repository's folder; null where there is none.</param>
internal sealed record SourceState(string? Repository, string? Commit, bool? Dirty, string? Note)
{
    /// <param name="folder">The folder.</param>
    /// <param name="written">Files that this very run writes, which therefore do not count.</param>
    /// <param name="cancel">Kills git.</param>
    public static async Task<SourceState> ReadAsync(string folder, IEnumerable<string> written, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            return new SourceState(null, null, null, "the folder does not exist");
        var (exit, root) = await GitAsync(folder, ["rev-parse", "--show-toplevel"], cancel);
        if (exit != 0)
            return new SourceState(null, null, null, $"no git repository: {FirstLine(root)}");

        var repository = Path.GetFullPath(root.Trim());
        (exit, var commit) = await GitAsync(folder, ["rev-parse", "--verify", "HEAD"], cancel);
        if (exit != 0)
            return new SourceState(repository, null, null, $"no commit: {FirstLine(commit)}");

        var excluded = written.Select(f => Path.GetRelativePath(repository, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(f))
            .Select(f => $":(top,exclude,literal){f}");
        (exit, var status) = await GitAsync(folder, ["status", "--porcelain", "--untracked-files=all", "--", ":/", .. excluded], cancel);
        return exit == 0
            ? new SourceState(repository, commit.Trim(), status.Trim().Length > 0, null)
            : new SourceState(repository, commit.Trim(), null, FirstLine(status));
    }

    public EvidenceSource ToEvidence(string folder) => new(folder, Commit, Dirty, Note);

    private static async Task<(int ExitCode, string Output)> GitAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        ProcessStartInfo start = new("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A look must not write an index that another git is about to write.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, process.ExitCode == 0 ? await output : await errors);
        }
        catch (Win32Exception e)
        {
            return (-1, $"git cannot be started: {e.Message}");
        }
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].Trim();
}
