namespace EfPhased.MySql.Tests.Facts;

/// <summary>
/// The statements that walk the fact table.
/// </summary>
internal static partial class FactProbes
{
    private const string FullText = "ALTER TABLE t ADD FULLTEXT KEY kft (tx)";
    private const string Spatial = "ALTER TABLE t ADD COLUMN g POINT NOT NULL DEFAULT (POINT(1, 1)), ADD SPATIAL KEY ks (g)";
    private const string Compressed = "ALTER TABLE t ROW_FORMAT=COMPRESSED";
    private const string ForeignKey = "ADD CONSTRAINT fkp FOREIGN KEY (pid) REFERENCES parent (id)";
    private const string WithForeignKey = $"ALTER TABLE t {ForeignKey}";
    private const string Virtual = "ALTER TABLE t ADD COLUMN x INT AS (a * 2) VIRTUAL";
    private const string Stored = "ALTER TABLE t ADD COLUMN x INT AS (a * 2) STORED";
    private const string Unnumbered = "ALTER TABLE t MODIFY id INT NOT NULL";

    public static readonly IReadOnlyList<FactProbe> All =
        [.. Columns(), .. ColumnDetails(), .. Types(), .. Constraints(), .. Indexes(), .. Tables(), .. Others()];
}
