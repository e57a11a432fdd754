using System.Globalization;
using System.Text;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// A backfill as one anonymous block that commits after each chunk, for scripts that no tool watches. Running it again looks for
/// what is left: rows that are already filled do not match.
/// </summary>
internal static class PostgreSqlBackfillBlock
{
    // About 10 ms a transaction on a small server: the longest time that a foreground write waits for a chunk.
    public const int ChunkRows = 1000;

    public static string Write(SqlWriter writer, BackfillOperation operation)
        => operation.Key is [PostgreSqlPlaces.Column] ? ByPlace(writer, operation) : ByKey(writer, operation);

    private static string ByPlace(SqlWriter writer, BackfillOperation operation)
    {
        var (table, schema) = (operation.Table, operation.Schema);
        PostgreSqlPlaces places = new(writer);
        var place = writer.Column(PostgreSqlPlaces.Column);
        var rows = ChunkRows.ToString(CultureInfo.InvariantCulture);
        return "DO " + DollarQuotes.Around(
            $"""
            DECLARE
                after_0 tid := '(0,0)';
                upto_0 tid;
                end_0 tid := {places.End(table, schema)};
            BEGIN
                WHILE end_0 IS NOT NULL AND after_0 IS DISTINCT FROM end_0 LOOP
                    upto_0 := coalesce(({places.EndOfChunk(table, schema, "after_0", "end_0", rows)}), end_0);
                    {writer.Fill(writer.Table(table, schema), operation.Values, $"{place} > after_0 AND {place} <= upto_0", @break: "\n            ")};
                    COMMIT;
                    after_0 := upto_0;
                END LOOP;
            END 
            """);
    }

    private static string ByKey(SqlWriter writer, BackfillOperation operation)
    {
        var table = writer.Table(operation.Table, operation.Schema);
        var key = writer.Columns(operation.Key);
        var variables = operation.Key.Select((_, i) => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var after = string.Join(", ", variables.Select(i => "after_" + i));
        var upto = string.Join(", ", variables.Select(i => "upto_" + i));
        var descending = string.Join(", ", operation.Key.Select(k => $"chunk.{writer.Column(k)} DESC"));
        var range = $"(after_0 IS NULL OR ({key}) > ({after}))";

        var block = new StringBuilder("DECLARE\n");
        foreach (var (column, i) in operation.Key.Zip(variables))
        {
            block.Append($"    after_{i} {table}.{writer.Column(column)}%TYPE;\n");
            block.Append($"    upto_{i} {table}.{writer.Column(column)}%TYPE;\n");
        }

        block.Append("BEGIN\n    LOOP\n");
        block.Append($"        SELECT {string.Join(", ", operation.Key.Select(k => "chunk." + writer.Column(k)))} INTO {upto} FROM (\n");
        block.Append($"            SELECT {key} FROM {table} WHERE {range} ORDER BY {key} LIMIT {ChunkRows}) AS chunk\n");
        block.Append($"            ORDER BY {descending} LIMIT 1;\n        EXIT WHEN NOT FOUND;\n");
        block.Append($"        {writer.Fill(table, operation.Values, $"{range} AND ({key}) <= ({upto})", @break: "\n            ")};\n");
        block.Append("        COMMIT;\n");
        foreach (var i in variables)
            block.Append($"        after_{i} := upto_{i};\n");
        return "DO " + DollarQuotes.Around(block.Append("    END LOOP;\nEND ").ToString());
    }
}
