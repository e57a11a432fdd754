using System.Runtime.CompilerServices;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Squawk;

/// <summary>
/// squawk finds nothing in what expand and switch run, but for what allowed.json gives a reason for.
/// </summary>
public class SquawkTests
{
    private static readonly string Folder = FolderOfThisFile();
    private static readonly string Goldens = Path.Combine(Folder, "..", "..");
    private static readonly string[] Recipes = [Path.Combine(Goldens, "EfPhased.Testing", "Recipes"), Path.Combine(Folder, "..", "Recipes")];
    private static readonly IReadOnlyList<AllowedFinding> Allowed = AllowedFinding.Read(Path.Combine(Folder, "allowed.json"));

    public static TheoryData<string> Scripts =>
    [
        .. Recipes.SelectMany(r => Directory.EnumerateFiles(r, "*.PostgreSql.golden", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Goldens, f)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Finds_nothing_that_has_no_reason(string golden)
    {
        var script = SquawkScript.Read(Path.Combine(Goldens, golden));
        var findings = await LintAsync(script);

        Assert.Equal(
            [],
            findings.Where(f => !Allowed.Any(a => a.Covers(f, script))).Select(f => $"line {f.Line + 1}: {f.Rule}: {f.Message}\n{script.StatementOf(f)}"));
    }

    [Fact]
    public void Every_reason_is_written_down()
        => Assert.All(Allowed, a => Assert.True(a.Reason.Length > 20, $"{a.Rule} has no reason"));

    [Fact]
    public async Task Finds_what_is_wrong()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0);\nCREATE INDEX ix ON t (a);\n");
            var rules = (await SquawkProgram.LintAsync(path)).Select(f => f.Rule).ToList();
            Assert.Contains("constraint-missing-not-valid", rules);
            Assert.Contains("require-concurrent-index-creation", rules);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<IReadOnlyList<SquawkFinding>> LintAsync(SquawkScript script)
    {
        if (script.IsEmpty)
            return [];

        var path = Path.GetTempFileName();
        try
        {
            script.Write(path);
            return await SquawkProgram.LintAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string FolderOfThisFile([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
