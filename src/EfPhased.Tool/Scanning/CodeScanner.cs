using System.Reflection;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Gates.References;
using EfPhased.References;
using EfPhased.References.Evidence;
using EfPhased.References.Reports;
using EfPhased.Tool.Building;
using EfPhased.Tool.Building.CommandLines;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Scanning;

/// <summary>
/// Scans the solution, and whatever else the settings name, for uses of what contracts remove.
/// </summary>
internal sealed class CodeScanner(BuiltProjects projects, ScanOptions options, string? configuration, Reporter reporter)
{
    private static readonly string Version = typeof(CodeScanner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "0";

    /// <param name="references">What contracts remove.</param>
    /// <param name="written">Files that this run is going to write.</param>
    /// <param name="cancel">Stops the scan.</param>
    /// <exception cref="ToolException">EFP5016 to EFP5018: the solution or the settings cannot be used.</exception>
    public async Task<CodeScan> ScanAsync(ReferencesDocument references, IEnumerable<string> written, CancellationToken cancel)
    {
        var settings = ScanSettings.Read(projects.Target.Directory);
        var given = options.Solution ?? (settings.Solution is { } s ? Path.GetFullPath(s, settings.BaseFolder) : null);
        var solution = SolutionFiles.Find(given, [projects.Target.File, projects.Startup.File]);

        reporter.Progress("Scanning…");
        var started = Environment.TickCount64;
        var folders = settings.Folders.Select(f => f with { Folder = Path.GetFullPath(f.Folder, settings.BaseFolder) }).ToList();
        var states = await StatesAsync([solution.Folder, .. folders.Select(f => f.Folder)], [.. written], cancel);
        var (commands, problems) = await new CompilerCommands(solution, configuration, reporter).ReadAsync(cancel);

        List<FileSet> files = [.. folders.Select(f => new FileSet(f.Folder, f.Files))];
        if (settings.Files.Count > 0)
            files.Insert(0, new FileSet(solution.Folder, settings.Files));
        var basis = new ScanRequest(solution.Folder, references.IsPostgreSql ? SqlFlavor.PostgreSql : SqlFlavor.MySql, [])
        {
            Projects = commands,
            Files = files,
            Excludes = settings.Exclude,
            Suppressions = [.. settings.Suppress.Select(x => new ConfiguredSuppression(x.Files, x.Target, x.Reason))],
        };
        var changes = references.Changes.Select(c => Scan(basis, c, problems, cancel)).ToList();
        reporter.EndProgress(FormattableString.Invariant($" done in {(Environment.TickCount64 - started) / 1000.0:0.0} s"));

        var report = new ScanReport(solution.Folder, states[0].State.Repository ?? solution.Folder, Version, changes)
        {
            ConfiguredReasons = settings.Suppress.Select(x => x.Reason).ToHashSet(StringComparer.Ordinal),
        };
        var sources = states.Select(x => x.State.ToEvidence(Path.GetRelativePath(solution.Folder, x.Folder).Replace('\\', '/')));
        return new CodeScan(report, EvidenceBuilder.Build(report, [.. sources], DateTimeOffset.UtcNow));
    }

    private static ScannedChange Scan(ScanRequest basis, ReferencedChange change, IReadOnlyList<ScanProblem> problems, CancellationToken cancel)
    {
        var targets = change.Targets.Select(ToTarget).ToList();
        var result = ReferenceScan.Scan(
            basis with { Targets = targets, OwnMigrations = change.Migrations, PendingMigrations = change.Later }, cancel);
        var own = new OwnScripts(basis.Root, change.Later);
        return new ScannedChange(change.Change, targets, result with
        {
            Findings = [.. result.Findings.Where(f => !own.Contain(f.File))],
            Problems = [.. problems, .. result.Problems],
        });
    }

    private static ReferenceTarget ToTarget(TargetDocument target) => new(target.Table, target.Column, target.Schema)
    {
        Properties = [.. target.Properties.Select(p => new MappedProperty(p.EntityType, p.Property))],
    };

    private static async Task<List<(string Folder, SourceState State)>> StatesAsync(
        IReadOnlyList<string> folders, IReadOnlyList<string> written, CancellationToken cancel)
    {
        var states = new List<(string, SourceState)>();
        foreach (var folder in folders.Distinct())
            states.Add((folder, await SourceState.ReadAsync(folder, written, cancel)));
        return states;
    }
}

/// <summary>A scan, for people and for the gate.</summary>
internal sealed record CodeScan(ScanReport Report, ReferenceEvidence Evidence);
