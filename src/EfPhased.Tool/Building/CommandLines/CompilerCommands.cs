using EfPhased.References;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Building.CommandLines;

/// <summary>
/// How MSBuild would call the compiler for each project of a solution: asked in one run, without compiling.
/// </summary>
internal sealed class CompilerCommands(SolutionFiles solution, string? configuration, Reporter reporter)
{
    private const string DidNotLoad = "EFP6051";

    /// <returns>A command for each project and framework, and the projects for which there is none.</returns>
    public async Task<(IReadOnlyList<CompilerCommand> Commands, IReadOnlyList<ScanProblem> Problems)> ReadAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("ef-phased-");
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "projects.txt"), solution.Projects.Select(Escaped), cancel);
            var arguments = Arguments(folder.FullName + Path.DirectorySeparatorChar).ToArray();
            reporter.Verbose($"dotnet {string.Join(' ', arguments)}");
            var answer = await DotnetCommand.RunAsync(arguments, solution.Folder, cancel);
            reporter.Verbose(answer.Output + answer.Errors);

            var commands = folder.EnumerateFiles("*.rsp").Select(f => Read(f.FullName)).OrderBy(c => c.Project, StringComparer.Ordinal).ToList();
            var missing = solution.Projects.Except(commands.Select(c => c.Project)).Select(p => Problem(p, answer.Output + answer.Errors));
            return (commands, [.. missing]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private IEnumerable<string> Arguments(string folder)
    {
        var targets = Path.Combine(AppContext.BaseDirectory, "CommandLines.targets");
        List<(string Name, string? Value)> properties =
        [
            ("EfPhasedDir", folder),
            ("CustomAfterMicrosoftCSharpTargets", targets),
            ("CustomAfterMicrosoftCommonCrossTargetingTargets", targets),
            ("ProvideCommandLineArgs", "true"),
            ("SkipCompilerExecution", "true"),
            ("BuildProjectReferences", "false"),

            // An output that never exists keeps MSBuild from passing over the compiler because nothing has changed.
            ("NonExistentFile", "__NonExistentSubDir__/__NonExistentFile__"),
            ("Configuration", configuration),
        ];
        if (solution.Solution is { } file)
        {
            properties.AddRange(
            [
                ("SolutionDir", solution.Folder + Path.DirectorySeparatorChar), ("SolutionPath", file), ("SolutionFileName", Path.GetFileName(file)),
                ("SolutionName", Path.GetFileNameWithoutExtension(file)), ("SolutionExt", Path.GetExtension(file)),
            ]);
        }

        return
        [
            "msbuild", Path.Combine(AppContext.BaseDirectory, "CommandLines.proj"), "-t:CommandLines", "-nologo", "-tl:off", "-m", "-verbosity:quiet",
            .. properties.Where(p => p.Value is not null).Select(p => $"-p:{p.Name}={Escaped(p.Value!)}"),
        ];
    }

    private static CompilerCommand Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var project = lines[0]["project=".Length..];
        return new CompilerCommand(project, Path.GetDirectoryName(project)!, lines[2..]);
    }

    private ScanProblem Problem(string project, string output)
    {
        var relative = Path.GetRelativePath(solution.Folder, project).Replace('\\', '/');
        var error = output.Split('\n').Select(l => l.Trim())
            .FirstOrDefault(l => l.Contains("error ", StringComparison.Ordinal) && l.Contains(project, StringComparison.Ordinal));
        var move = solution.Solution is null ? $"dotnet build \"{project}\"" : $"dotnet build \"{solution.Solution}\"";
        return new ScanProblem(
            DidNotLoad, relative, 0,
            $"'{relative}' was left out, because MSBuild gave no command line for it{(error is null ? "" : $": {error}")} Run '{move}', then scan again.");
    }

    // What MSBuild would take for a separator or an escape.
    private static string Escaped(string value)
        => value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
