using System.Globalization;
using System.Reflection;

namespace EfPhased.Package.Tests.Support;

/// <summary>
/// The packages as they would be published, and the tools installed from them.
/// </summary>
internal sealed class Packages : IAsyncDisposable
{
    private const string EfVersion = "10.0.14";
    private static readonly string[] Names = ["EfPhased", "EfPhased.Design", "EfPhased.Tool"];

    private static string Root => typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    // NuGet's cache never looks again at a version it has, so each run has one of its own.
    public string Version { get; } = "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    public string Folder { get; } = Directory.CreateTempSubdirectory("ef-phased-tests-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    public string Tools => Path.Combine(Folder, "tools");

    private Packages()
    {
    }

    public static async Task<Packages> PackAsync()
    {
        Packages packed = new();
        await packed.InstallAsync();
        return packed;
    }

    public async ValueTask DisposeAsync()
    {
        var cache = (await new Command("dotnet", ["nuget", "locals", "global-packages", "--list"]).RunAsync()).Output.Split(": ", 2)[1].Trim();
        foreach (var package in new[] { "efphased", "efphased.design", "dotnet-ef-phased" })
        {
            var folder = Path.Combine(cache, package, Version);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task InstallAsync()
    {
        Directory.CreateDirectory(Feed);
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="ef-phased" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        foreach (var package in Names)
        {
            await DotnetAsync(
                "pack", Path.Combine(Root, "src", package), "--output", Feed, "-nologo", "--verbosity", "quiet",
                $"-p:Version={Version}", $"-p:ArtifactsPath={Path.Combine(Folder, "artifacts")}");
        }

        await DotnetAsync("tool", "install", "dotnet-ef-phased", "--version", Version, "--tool-path", Tools, "--add-source", Feed);
        await DotnetAsync("tool", "install", "dotnet-ef", "--version", EfVersion, "--tool-path", Tools);
    }

    private async Task DotnetAsync(params string[] arguments)
        => (await new Command("dotnet", arguments) { Folder = Folder }.RunAsync()).Succeeds();
}
