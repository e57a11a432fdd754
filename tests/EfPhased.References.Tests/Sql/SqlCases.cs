using EfPhased.References.Sql;

namespace EfPhased.References.Tests.Sql;

/// <summary>Runs the analyzer over one statement and writes what it finds as <c>kind:confidence@text</c>.</summary>
internal static class SqlCases
{
    public static readonly ReferenceTarget[] Targets =
    [
        new("Customers", "Name"), new("people", "nick"), new("Invoices", "Total", "sales"), new("legacy_orders"),
    ];

    public static string Find(string sql, SqlFlavor flavor = SqlFlavor.PostgreSql) => string.Join(' ', SqlAnalyzer
        .Analyze(sql, new SqlTargets(Targets, flavor))
        .OrderBy(m => m.Start)
        .Select(m => $"{m.Kind}:{m.Confidence}@{sql.Substring(m.Start, m.Length)}"));
}
