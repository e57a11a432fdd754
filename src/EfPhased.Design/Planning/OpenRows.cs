using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Seeded rows that a pending contract still has to delete. They are there until then, and whatever a new change writes under their
/// keys would go with them.
/// </summary>
internal static class OpenRows
{
    /// <summary>A row that a contract deletes and a new change inserts, updates or deletes, in words; null where there is none.</summary>
    public static string? Overlap(IReadOnlyList<MigrationOperation> contract, IReadOnlyList<MigrationOperation> planned)
    {
        var going = contract.OfType<DeleteDataOperation>().SelectMany(d => Rows(d.Table, d.Schema, d.KeyColumns, d.KeyValues)).ToList();
        return going.Count == 0 ? null : planned.SelectMany(Written).Select(w => going.FirstOrDefault(w.Covers)).FirstOrDefault(g => g is not null)?.ToString();
    }

    private static IEnumerable<SeedRow> Written(MigrationOperation operation) => operation switch
    {
        InsertDataOperation o => Rows(o.Table, o.Schema, o.Columns, o.Values),
        UpdateDataOperation o => Rows(o.Table, o.Schema, o.KeyColumns, o.KeyValues),
        DeleteDataOperation o => Rows(o.Table, o.Schema, o.KeyColumns, o.KeyValues),
        _ => [],
    };

    private static IEnumerable<SeedRow> Rows(string table, string? schema, string[] columns, object?[,] values)
        => Enumerable.Range(0, values.GetLength(0)).Select(row => new SeedRow(
            new TableRef(table, schema),
            columns.Select((c, i) => (c, Value: Convert.ToString(values[row, i], CultureInfo.InvariantCulture))).ToDictionary(v => v.c, v => v.Value, StringComparer.Ordinal)));

    private sealed record SeedRow(TableRef Table, Dictionary<string, string?> Values)
    {
        /// <summary>True for a row of the same table whose key has the values that this one has.</summary>
        public bool Covers(SeedRow key)
            => Table == key.Table && key.Values.All(v => Values.TryGetValue(v.Key, out var value) && value == v.Value);

        public override string ToString() => $"the row of '{Table}' with {string.Join(", ", Values.Select(v => $"{v.Key} = {v.Value}"))}";
    }
}
