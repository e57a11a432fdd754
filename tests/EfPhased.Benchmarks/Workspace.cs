using System.Diagnostics;
using System.Globalization;

namespace EfPhased.Benchmarks;

/// <summary>A temporary folder with the packed packages, the tools installed from them, and commands that run there.</summary>
internal sealed class Workspace : IDisposable
{
    private const string EfCoreVersion = "10.0.14";

    private Workspace(string root, string repository)
    {
        Root = root;
        Repository = repository;
    }

    public string Root { get; }

    public string Repository { get; }

    /// <summary>A version of its own, because NuGet keeps what it has once seen of a version.</summary>
    public string Version { get; } = $"0.1.0-bench.{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}";

    public string Feed => Path.Combine(Root, "feed");

    public string Tools => Path.Combine(Root, "tools");

    public static Workspace Create()
    {
        var repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "EfPhased.sln")))
            repository = Path.GetDirectoryName(repository) ?? throw new InvalidOperationException("Run this inside the repository.");
        return new Workspace(Directory.CreateTempSubdirectory("efphased-bench-").FullName, repository);
    }

    public async Task InstallAsync()
    {
        // Every restore looks into the feed, also those of the projects that are packed into it.
        Directory.CreateDirectory(Feed);
        foreach (var project in new[] { "EfPhased", "EfPhased.Design", "EfPhased.Tool" })
        {
            await RunAsync(
                Repository, "dotnet", "pack", $"src/{project}", "-c", "Release", "-o", Feed, $"-p:Version={Version}",
                $"-p:ArtifactsPath={Path.Combine(Root, "artifacts")}");
        }

        await RunAsync(Root, "dotnet", "tool", "install", "dotnet-ef", "--version", EfCoreVersion, "--tool-path", Tools);
        await RunAsync(Root, "dotnet", "tool", "install", "dotnet-ef-phased", "--version", Version, "--tool-path", Tools, "--add-source", Feed);
    }

    /// <summary>Runs a command to its end and returns the time it took.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its output.</exception>
    public async Task<TimeSpan> RunAsync(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = Tools + Path.PathSeparator + start.Environment["PATH"];
        start.Environment["RestoreAdditionalProjectSources"] = Feed;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        watch.Stop();
        return process.ExitCode == 0
            ? watch.Elapsed
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{await output}\n{await errors}");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
