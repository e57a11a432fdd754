namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>
/// The statements that walk the fact table.
/// </summary>
internal static partial class FactProbes
{
    private const string Insert = "INSERT INTO t (id, a) VALUES (1000, 1)";

    public static readonly IReadOnlyList<FactProbe> All =
        [.. Columns(), .. NotNulls(), .. ColumnDetails(), .. Types(), .. Constraints(), .. Keys(), .. Indexes(), .. Tables(), .. Others()];

    /// <summary>The tables on which no other lock may show than the one that the row names.</summary>
    public static readonly IReadOnlyList<string> WatchedTables = ["t", "parent", "child", "part", "part1", "part2"];
}
