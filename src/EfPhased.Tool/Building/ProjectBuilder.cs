using System.Text.RegularExpressions;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Building;

/// <summary>
/// Builds the user's projects and reads their properties, in one run of MSBuild where one project is both.
/// </summary>
internal sealed partial class ProjectBuilder(BuildOptions options, Reporter reporter)
{
    /// <exception cref="ToolException">EFP5002 to EFP5015: no usable project.</exception>
    public async Task<BuiltProjects> BuildAsync(CancellationToken cancel)
    {
        var (target, startup) = ProjectFiles.Find(options.Project, options.StartupProject);
        var application = await BuildAsync(startup, cancel);
        if (target == startup)
            return new BuiltProjects(application, application);

        // Items that the project has and the application may lack come only out of a target.
        var migrations = await ReadAsync(target, ["msbuild", target, "-t:ResolvePackageAssets", "-getItem:RuntimeCopyLocalItems"], cancel);
        return new BuiltProjects(Checked(migrations), application);
    }

    private async Task<ProjectProperties> BuildAsync(string project, CancellationToken cancel)
    {
        if (options.NoBuild)
            return Built(Checked(await ReadAsync(project, ["msbuild", project], cancel)));

        reporter.Progress("Building…");
        var started = Environment.TickCount64;
        var properties = Checked(await BuildWithoutRestoreAsync(project, cancel) ?? await ReadAsync(project, Build(project), cancel));
        reporter.EndProgress(FormattableString.Invariant($" done in {(Environment.TickCount64 - started) / 1000.0:0.0} s"));
        return properties;
    }

    // Null when a restore is needed after all.
    private async Task<ProjectProperties?> BuildWithoutRestoreAsync(string project, CancellationToken cancel)
    {
        if (!RestoreState.IsCurrent(project))
            return null;

        var answer = await RunAsync(project, [.. Build(project), "--no-restore"], cancel);
        if (NeedsRestore().IsMatch(answer.Errors))
            return null;

        // The properties come even when the code does not compile.
        if (ProjectProperties.TryParse(project, answer.Output) is not { } properties || !RestoreState.WasCurrent(properties))
            return null;
        return answer.ExitCode == 0 ? properties : throw DoesNotBuild(project, answer);
    }

    private async Task<ProjectProperties> ReadAsync(string project, IEnumerable<string> command, CancellationToken cancel)
    {
        var answer = await RunAsync(project, command, cancel);
        if (answer.ExitCode != 0)
            throw DoesNotBuild(project, answer);
        return ProjectProperties.TryParse(project, answer.Output) ?? throw Errors.CannotRead(project, answer.Output.Trim());
    }

    private async Task<DotnetAnswer> RunAsync(string project, IEnumerable<string> command, CancellationToken cancel)
    {
        string[] arguments =
        [
            .. command,
            "-nologo",
            "-tl:off",
            $"-getProperty:{string.Join(',', ProjectProperties.Names)}",
            .. Global("Configuration", options.Configuration),
            .. Global("TargetFramework", options.Framework),
            .. Global("RuntimeIdentifier", options.Runtime),
        ];
        reporter.Verbose($"dotnet {string.Join(' ', arguments)}");
        var answer = await DotnetCommand.RunAsync(arguments, Path.GetDirectoryName(project)!, cancel);
        reporter.Verbose(answer.Errors);
        return answer;
    }

    private ToolException DoesNotBuild(string project, DotnetAnswer answer)
    {
        reporter.EndProgress("");
        reporter.Lines(CompilerErrors(answer.Errors.Length > 0 ? answer.Errors : answer.Output));
        return Errors.DoesNotBuild(project);
    }

    private static string[] Build(string project) => ["build", project, "-t:Build", "-verbosity:quiet"];

    private static ProjectProperties Checked(ProjectProperties project)
    {
        if (project.Values["TargetFramework"].Length == 0 && project.Values["TargetFrameworks"].Length > 0)
            throw Errors.SeveralFrameworks(project.File, project.Values["TargetFrameworks"]);
        if (project.Values["TargetFrameworkIdentifier"] != ".NETCoreApp"
            || !Version.TryParse(project.Values["TargetFrameworkVersion"].TrimStart('v'), out var version) || version.Major < 10)
            throw Errors.NotDotnetProject(project.File);
        return project;
    }

    private static ProjectProperties Built(ProjectProperties project)
        => File.Exists(project.TargetPath) ? project : throw Errors.NotBuilt(project.File, project.TargetPath);

    private static string[] Global(string property, string? value) => value is null ? [] : [$"-p:{property}={value}"];

    // MSBuild says each error twice, once where it happens and once in the summary.
    private static List<string> CompilerErrors(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        var errors = lines.Where(l => l.Contains("error ", StringComparison.Ordinal)).ToList();
        return errors.Count > 0 ? errors : lines;
    }

    // The SDK misses a restore (NETSDK1004 and others), or NuGet found a package gone.
    [GeneratedRegex(@"error (NETSDK10(04|05|47|64)|NU\d{4})")]
    private static partial Regex NeedsRestore();
}
