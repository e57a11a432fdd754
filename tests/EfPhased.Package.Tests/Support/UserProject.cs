using System.Text;
using EfPhased.Testing.Goldens;

namespace EfPhased.Package.Tests.Support;

/// <summary>
/// A user's project in a folder of its own, outside the repository.
/// </summary>
internal sealed class UserProject : IDisposable
{
    private readonly PackedTool _tool;

    private UserProject(PackedTool tool, string folder, string connectionString)
    {
        _tool = tool;
        Folder = folder;
        ConnectionString = connectionString;
    }

    public string Folder { get; }

    public string ConnectionString { get; set; }

    /// <summary>Where scripts go unless a test says otherwise.</summary>
    public string Scripts => PathOf("artifacts/ef-phased");

    public static UserProject Create(PackedTool tool, string kind, string connectionString)
    {
        // The folder's name shows that paths need no tidy characters.
        var folder = Directory.CreateDirectory(Path.Combine(tool.Folder, "users", $"{Guid.NewGuid():N} ü", "Shop")).FullName;
        UserProject project = new(tool, folder, connectionString);
        foreach (var template in new[] { "Common", kind })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Projects", template)))
                project.Write(Path.GetFileName(file).Replace(".txt", "", StringComparison.Ordinal), File.ReadAllText(file));
        }

        return project;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text
            .Replace("{EfPhasedVersion}", _tool.Version, StringComparison.Ordinal)
            .Replace("{MySqlData}", Path.Combine(AppContext.BaseDirectory, "MySql.EntityFrameworkCore.dll"), StringComparison.Ordinal));
    }

    public void Replace(string file, string what, string with)
    {
        var text = Read(file);
        Assert.Contains(what, text, StringComparison.Ordinal);
        Write(file, text.Replace(what, with, StringComparison.Ordinal));
    }

    /// <summary>The sources and the scripts, byte by byte; not what a build makes.</summary>
    public IReadOnlyDictionary<string, string> Snapshot()
        => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f))
            .Where(f => !f.StartsWith("bin", StringComparison.Ordinal) && !f.StartsWith("obj", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(f => f, f => Encoding.Latin1.GetString(File.ReadAllBytes(PathOf(f))));

    public void AssertSame(IReadOnlyDictionary<string, string> before) => AssertSame(before, Snapshot());

    public static void AssertSame(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        Assert.Equal(before.Keys, now.Keys);
        foreach (var (file, text) in before)
        {
            if (text != now[file])
                Assert.Fail($"{file} has changed.\n{LineDiff.Render(text, now[file])}");
        }
    }

    public IReadOnlyList<string> Migrations()
    {
        DirectoryInfo folder = new(PathOf("Migrations"));
        return folder.Exists ? [.. folder.EnumerateFiles().Select(f => f.Name).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>A migration's id, timestamp and all.</summary>
    public string MigrationId(string name)
        => Path.GetFileNameWithoutExtension(Migrations().Single(m => m.EndsWith($"_{name}.cs", StringComparison.Ordinal)));

    public async Task BuildAsync() => (await DotnetAsync("build", "-nologo", "--verbosity", "quiet")).Succeeds();

    /// <summary>The first version of the application as it runs: with its migration, built.</summary>
    public async Task AddInitialMigrationAsync()
    {
        await BuildAsync();
        (await EfAsync("migrations", "add", "Initial", "--no-build")).Succeeds();
        await BuildAsync();
    }

    public Task<CommandResult> DotnetAsync(params string[] arguments) => RunAsync("dotnet", arguments);

    public Task<CommandResult> EfAsync(params string[] arguments) => RunAsync(Path.Combine(_tool.Tools, "dotnet-ef"), arguments);

    /// <summary>EF Core writes and publishes a project of its own for a bundle, which wants what the user's project does without.</summary>
    public async Task<CommandResult> BundleAsync(string file)
    {
        Write("bundle.props", """
            <Project>
              <ItemGroup>
                <PrunePackageReference Include="Microsoft.Build.Locator;Microsoft.Build.Framework;Microsoft.CodeAnalysis.Workspaces.MSBuild;Mono.TextTemplating;Microsoft.VisualStudio.SolutionPersistence" Version="99.0.0" />
              </ItemGroup>
            </Project>
            """);
        var command = Command(Path.Combine(_tool.Tools, "dotnet-ef"), ["migrations", "bundle", "--no-build", "--force", "--output", file]);
        return await (command with
        {
            Environment = new Dictionary<string, string?>(command.Environment) { ["DirectoryBuildPropsPath"] = PathOf("bundle.props") },
        }).RunAsync();
    }

    public Task<CommandResult> EfPhasedAsync(params string[] arguments) => RunAsync(Path.Combine(_tool.Tools, "dotnet-ef-phased"), arguments);

    /// <summary>The command as <see cref="EfPhasedAsync"/> runs it, for those who will not let it end.</summary>
    public Command EfPhasedCommand(params string[] arguments) => Command(Path.Combine(_tool.Tools, "dotnet-ef-phased"), arguments);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);

    private async Task<CommandResult> RunAsync(string program, string[] arguments)
    {
        var result = await Command(program, arguments).RunAsync();

        if (Password() is { } password)
            Assert.DoesNotContain(password, result.Text, StringComparison.Ordinal);
        return result;
    }

    private Command Command(string program, string[] arguments) => new(program, arguments)
    {
        Folder = Folder,
        Environment = new Dictionary<string, string?> { ["SHOP_CONNECTION"] = ConnectionString },
    };

    private string? Password()
    {
        System.Data.Common.DbConnectionStringBuilder builder = new() { ConnectionString = ConnectionString };
        return builder.TryGetValue("Password", out var password) ? (string)password : null;
    }
}
