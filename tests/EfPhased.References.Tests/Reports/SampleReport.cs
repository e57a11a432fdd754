using EfPhased.References.Reports;

namespace EfPhased.References.Tests.Reports;

/// <summary>
/// A scan's result with one of everything, and with characters that reports must escape.
/// </summary>
internal static class SampleReport
{
    public static readonly Finding Query =
        new("Customers.Name", "src/Shop, old/Reports #1.cs", 12, 21, ReferenceKind.Sql, Confidence.Certain, "\"SELECT 100% \\\"Name\\\" FROM \\\"Customers\\\"\"") { Length = 6 };

    public static readonly Finding Suppressed =
        new("Customers.Name", "src/Export.cs", 3, 5, ReferenceKind.Property, Confidence.Certain, "c.Name") { Length = 4, Suppressed = "kept for the archive" };

    public static readonly Finding Possible =
        new("Customers.Name", "../reports/sales.rdl", 7, 1, ReferenceKind.Text, Confidence.Possible, "<Field Name=\"Name\" />");

    public static ScanReport Create(params Finding[] findings) => new(
        "/repo/code", "/repo", "1.2.3",
        [
            new ScannedChange(
                "RenameCustomerName",
                [new ReferenceTarget("Customers", "Name")],
                new ScanResult(
                    findings,
                    new ScanCounts(2, 40, 40, 3, 1),
                    [new UnusedSuppression("src/Old.cs", 4, null, null, "was there once"), new UnusedSuppression(null, 0, "legacy/**", null, "gone")],
                    [new ScanProblem("EFP6051", "src/Broken.csproj", 0, "'src/Broken.csproj' was left out\nfor a reason")])),
        ]);

    public static ScanReport Full => Create(Query, Suppressed, Possible);
}
