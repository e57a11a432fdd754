extern alias Scanning;

using System.Diagnostics;
using System.Xml.Linq;
using EfPhased.References;
using SqlFlavor = Scanning::EfPhased.References.SqlFlavor;

namespace EfPhased.Benchmarks;

/// <summary>
/// The time of a scan of somebody's C# over that of <c>rg -l -w</c> for the same names, when nothing matches; and how many files the
/// compiler is asked about when something does. The folder is the user's: any large repository does.
/// </summary>
internal static class ReferenceBenchmark
{
    private static readonly ReferenceTarget Nowhere = new("LoyaltyAccounts", "loyalty_points_balance")
    {
        Properties = [new MappedProperty("Shop.LoyaltyAccount", "LoyaltyPointsBalance")],
    };

    public static void Run(string folder, int rounds, ReferenceTarget? somewhere)
    {
        var projects = Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories).ToList();
        var commands = projects.Select(p => Command(p, projects)).Where(c => c is not null).Select(c => c!).ToList();
        var sources = commands.SelectMany(c => c.Arguments).Where(a => a.EndsWith(".cs", StringComparison.Ordinal)).Distinct().ToList();
        Console.WriteLine(FormattableString.Invariant($"{commands.Count} projects, {sources.Count:N0} files, {sources.Sum(f => File.ReadLines(f).LongCount()):N0} lines of C#"));

        var request = new ScanRequest(folder, SqlFlavor.PostgreSql, [Nowhere]) { Projects = commands };
        var (first, result) = Time(request);
        var scans = new List<TimeSpan>();
        var greps = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            greps.Add(RipGrep(folder));
            scans.Add(Time(request).Time);
            Console.WriteLine(FormattableString.Invariant($"round {round + 1}: rg {greps[^1].TotalMilliseconds:0} ms, scan {scans[^1].TotalMilliseconds:0} ms"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"references, nothing matches: {Median.Of(scans) / Median.Of(greps):0.00} of rg -l -w (medians {1000 * Median.Of(scans):0} ms and {1000 * Median.Of(greps):0} ms of {rounds} rounds; first scan of the process {first.TotalMilliseconds:0} ms, {first.TotalSeconds / Median.Of(greps):0.00}); compiler asked about {result.Counts.Semantic} of {result.Counts.Files:N0} files"));

        if (somewhere is not null)
        {
            var (time, found) = Time(request with { Targets = [somewhere] });
            Console.WriteLine(FormattableString.Invariant(
                $"references, {somewhere.Name}: {time.TotalSeconds:0.0} s, {found.Findings.Count} findings, compiler asked about {found.Counts.Semantic} of {found.Counts.Files:N0} files"));
            foreach (var (kind, count) in found.Kinds)
                Console.WriteLine(FormattableString.Invariant($"  {kind}: {count}"));
        }
    }

    private static (TimeSpan Time, ScanResult Result) Time(ScanRequest request)
    {
        var watch = Stopwatch.StartNew();
        var result = ReferenceScan.Scan(request, default);
        return (watch.Elapsed, result);
    }

    private static TimeSpan RipGrep(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            "rg", ["-l", "-w", "-g", "*.cs", "-e", Nowhere.Table, "-e", Nowhere.Column!, "-e", Nowhere.Properties[0].Property!, folder]) { RedirectStandardOutput = true })!;
        var found = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return found.Length == 0 ? watch.Elapsed : throw new InvalidOperationException($"The names for the measurement occur in {folder}: choose another folder.");
    }

    /// <summary>
    /// A project as the compiler would see it, near enough for a measurement: its folder's files, the projects it references, and this
    /// program's assemblies for everything else.
    /// </summary>
    private static CompilerCommand? Command(string project, List<string> all)
    {
        var directory = Path.GetDirectoryName(project)!;
        var inner = all.Select(p => Path.GetDirectoryName(p)!).Where(d => d != directory && d.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToList();
        var sources = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(f => !inner.Any(d => f.StartsWith(d + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .ToList();
        if (sources.Count == 0)
            return null;
        var references = XDocument.Load(project).Descendants("ProjectReference")
            .Select(r => r.Attribute("Include")?.Value.Replace('\\', '/'))
            .Where(r => r is not null && !r.Contains('$', StringComparison.Ordinal))
            .Select(r => Path.GetFullPath(Path.Combine(directory, r!)))
            .Where(all.Contains)
            .Select(r => $"/reference:{Path.Combine(Path.GetDirectoryName(r)!, "bin", Path.GetFileNameWithoutExtension(r) + ".dll")}");
        return new CompilerCommand(project, directory,
        [
            "/noconfig", "/nostdlib+", "/target:library", "/nullable:enable", "/langversion:preview", $"/out:obj/{Path.GetFileNameWithoutExtension(project)}.dll",
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(a => $"/reference:{a}"), .. references, .. sources,
        ]);
    }
}
