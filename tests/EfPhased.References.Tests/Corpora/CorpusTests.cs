using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace EfPhased.References.Tests.Corpora;

/// <summary>
/// Every planted reference is found, with its kind and confidence, and nothing else is.
/// </summary>
public class CorpusTests(ITestOutputHelper output)
{
    private static readonly ReferenceTarget[] PostgreSqlTargets =
    [
        new("Customers", "Name") { Properties = [new("Shop.Customer", "Name")] },
        new("Orders", "Rating") { Properties = [new("Shop.Order", "Rating")] },
        new("Invoices", "Total", "sales") { Properties = [new("Shop.Invoice", "Total")] },
        new("people", "nick") { Properties = [new("Shop.Person", "Nick")] },
        new("legacy_orders") { Properties = [new("Shop.LegacyOrder", null)] },
    ];

    private static readonly ReferenceTarget[] MySqlTargets =
    [
        new("Customers", "Name") { Properties = [new("Shop.App.Customer", "Name")] },
        new("legacy_orders"),
    ];

    [Fact]
    public void PostgreSql()
    {
        using var corpus = Corpus.Copy("PostgreSql");
        Check(corpus, ReferenceScan.Scan(corpus.Request(SqlFlavor.PostgreSql, PostgreSqlTargets, "Lib", "Migrations", "App"), default));
    }

    [Fact]
    public void MySql()
    {
        using var corpus = Corpus.Copy("MySql");
        Check(corpus, ReferenceScan.Scan(corpus.Request(SqlFlavor.MySql, MySqlTargets, "App"), default));
    }

    [Fact]
    public void Is_large_enough()
    {
        using var postgreSql = Corpus.Copy("PostgreSql");
        using var mySql = Corpus.Copy("MySql");
        Assert.InRange(postgreSql.Planted.Concat(mySql.Planted).Count(p => p.IsRequired), 120, int.MaxValue);
    }

    private void Check(Corpus corpus, ScanResult result)
    {
        var unmatched = result.Findings.ToList();
        var missing = new List<Planted>();
        var found = new List<Planted>();
        foreach (var planted in corpus.Planted)
        {
            if (unmatched.Find(planted.Fits) is { } finding)
            {
                unmatched.Remove(finding);
                found.Add(planted);
            }
            else if (planted.IsRequired)
            {
                missing.Add(planted);
            }
        }

        var report = new StringBuilder();
        foreach (var kind in Enum.GetValues<ReferenceKind>())
            Describe(report, kind.ToString(), found.Count(p => p.Kind == kind), missing.Count(p => p.Kind == kind), unmatched.Count(f => f.Kind == kind));
        Describe(report, "all", found.Count, missing.Count, unmatched.Count);
        foreach (var planted in missing)
            report.AppendLine(CultureInfo.InvariantCulture, $"missing {planted}");
        foreach (var finding in unmatched)
            report.AppendLine(CultureInfo.InvariantCulture, $"false   {finding.File}({finding.Line},{finding.Column}): {finding.Kind} {finding.Confidence} {finding.Target}: {finding.Statement}");
        foreach (var problem in result.Problems.Where(p => p.Code != "EFP6053"))
            report.AppendLine(CultureInfo.InvariantCulture, $"problem {problem}");

        output.WriteLine(report.ToString());
        Assert.True(missing.Count == 0 && unmatched.Count == 0 && result.Problems.All(p => p.Code == "EFP6053"), report.ToString());
    }

    private static void Describe(StringBuilder report, string kind, int found, int missing, int wrong)
    {
        if (found + missing + wrong > 0)
            report.AppendLine(CultureInfo.InvariantCulture, $"{kind,-12} precision {found}/{found + wrong} recall {found}/{found + missing}");
    }
}
