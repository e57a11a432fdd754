using EfPhased.References.Reports;

namespace EfPhased.References.Tests.Reports;

/// <summary>Reports that build services and editors read line by line.</summary>
public sealed class LineReportTests
{
    [Fact]
    public void Warnings_of_MSBuild()
        => Assert.Equal(
            [
                "/repo/code/src/Shop, old/Reports #1.cs(12,21): warning EFP6004: 'Customers.Name' is removed by the contract of 'RenameCustomerName' (certain): \"SELECT 100% \\\"Name\\\" FROM \\\"Customers\\\"\"",
                "/repo/reports/sales.rdl(7,1): warning EFP6007: 'Customers.Name' is removed by the contract of 'RenameCustomerName' (possible): <Field Name=\"Name\" />",
                "/repo/code/src/Old.cs(4): warning EFP6061: A suppression suppresses nothing: was there once",
                "efphased.json: warning EFP6061: A suppression suppresses nothing: gone",
                "/repo/code/src/Broken.csproj: warning EFP6051: 'src/Broken.csproj' was left out for a reason",
            ],
            MSBuildReport.Lines(SampleReport.Full));

    // The commands' own separators are escaped in properties, and only line breaks and the escape itself in texts.
    [Fact]
    public void Annotations_of_GitHub()
        => Assert.Equal(
            [
                "::warning file=code/src/Shop%2C old/Reports #1.cs,line=12,col=21,title=EFP6004 SQL names a column that a contract removes::"
                    + "'Customers.Name' is removed by the contract of 'RenameCustomerName' (certain): \"SELECT 100%25 \\\"Name\\\" FROM \\\"Customers\\\"\"",
                "::notice file=reports/sales.rdl,line=7,col=1,title=EFP6007 Text names a table and a column that a contract removes::"
                    + "'Customers.Name' is removed by the contract of 'RenameCustomerName' (possible): <Field Name=\"Name\" />",
                "::warning file=code/src/Old.cs,line=4,title=EFP6061 A suppression suppresses nothing::was there once",
                "::warning title=EFP6061 A suppression suppresses nothing::gone",
                "::warning file=code/src/Broken.csproj,title=EFP6051::'src/Broken.csproj' was left out%0Afor a reason",
            ],
            GitHubReport.Lines(SampleReport.Full));

    [Fact]
    public void Every_kind_has_a_code_of_its_own()
    {
        Assert.Equal(FindingRule.All.Count, FindingRule.All.Select(r => r.Code).Distinct().Count());
        Assert.Equal(Enum.GetValues<ReferenceKind>().Length + 1, FindingRule.All.Count);
    }
}
