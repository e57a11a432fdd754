using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// A sequence whose value is the time. Unlike a row it has no owner while a transaction is open, so writers never wait for each
/// other; and a write that is rolled back counts too.
/// </summary>
internal sealed class PostgreSqlLastWriteSql(SqlWriter writer, string? schema) : LastWriteSql(writer, schema)
{
    private const string Now = "date_part('epoch', clock_timestamp())::bigint";

    public override IReadOnlyList<string> TableNames => [];

    public override IReadOnlyList<string> CreateTables => [];

    public override string Unsupported => "SELECT '' WHERE false";

    public override string? Observe(TablePhasedOperation shim) => null;

    public override string Read(TablePhasedOperation shim) =>
        $"""
        SELECT (s.oid IS NOT NULL)::int, {TimeText}, {Now} - s.last
        FROM (SELECT 1) AS one LEFT JOIN ({Sequence(shim)}) s ON true
        """;

    public override string Refusals(IReadOnlyList<TablePhasedOperation> shims, TimeSpan quiet)
        => shims.Count == 0 ? "SELECT '' WHERE false" : string.Join("\nUNION ALL\n", shims.Select(s =>
            $"""
            SELECT {Writer.Literal($"'{s.Table}' was last written to through the old shape alone at ")} || {TimeText} AS refusal
            FROM ({Sequence(s)}) s WHERE {Now} - s.last < {Seconds(quiet)} + {Resolution}
            """));

    private static string TimeText => "to_char(to_timestamp(s.last) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

    // The sequence stands beside the table, wherever the search path has put that.
    private string Sequence(TablePhasedOperation shim)
        => "SELECT c.oid, pg_sequence_last_value(c.oid::regclass) AS last FROM pg_class c "
            + $"WHERE c.relkind = 'S' AND c.relname = {Writer.Literal(DualWriteNames.Record(shim))} AND c.relnamespace = "
            + $"(SELECT t.relnamespace FROM pg_class t WHERE t.oid = to_regclass({Writer.Literal(Writer.Table(shim.Table, shim.Schema))}))";
}
