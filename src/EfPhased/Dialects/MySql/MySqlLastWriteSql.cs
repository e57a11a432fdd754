using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// MariaDB's sequences count, from within an expression and without a lock that outlives it; when the count moved is noted by
/// whoever looks. MySQL has nothing that a trigger of one SET statement could write to.
/// </summary>
internal sealed class MySqlLastWriteSql(SqlWriter writer, string? schema) : LastWriteSql(writer, schema)
{
    public const string WriteTable = "__EFPhasedWrite";

    private const string Now = "UTC_TIMESTAMP(6)";

    public override IReadOnlyList<string> TableNames => [WriteTable];

    public override IReadOnlyList<string> CreateTables =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {Writes} (
            shim varchar(64) NOT NULL,
            counted bigint NOT NULL,
            moved_at {Writer.TimeType} NULL,
            looked_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (shim)){Writer.OwnTableOptions}
        """,
    ];

    public override string Unsupported =>
        "SELECT 'this server has no sequences to record the last write with: MariaDB has' FROM (SELECT 1) AS one WHERE VERSION() NOT LIKE '%MariaDB%'";

    private string Writes => Writer.Table(WriteTable, Schema);

    // Looking moves the count by one as well, and a new sequence begins at one. What was counted before the first look happened at a
    // time that nobody knows, and so does what the server skips when it restarts.
    public override string Observe(TablePhasedOperation shim) =>
        $"""
        INSERT INTO {Writes} (shim, counted, moved_at, looked_at)
        SELECT {Name(shim)}, n.value, CASE WHEN n.value > 1 THEN {Now} END, {Now}
        FROM (SELECT NEXT VALUE FOR {Writer.Table(DualWriteNames.Record(shim), shim.Schema)} AS value) AS n
        ON DUPLICATE KEY UPDATE
            moved_at = CASE WHEN n.value = 1 THEN NULL WHEN n.value <> counted + 1 THEN {Now} ELSE moved_at END, counted = n.value, looked_at = {Now}
        """;

    public override string Read(TablePhasedOperation shim) =>
        $"""
        SELECT (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Database(shim)} AND TABLE_NAME = {Name(shim)}),
            DATE_FORMAT(w.moved_at, '%Y-%m-%dT%H:%i:%sZ'), TIMESTAMPDIFF(SECOND, w.moved_at, {Now})
        FROM (SELECT 1) AS one LEFT JOIN {Writes} w ON w.shim = {Name(shim)}
        """;

    public override string Refusals(IReadOnlyList<TablePhasedOperation> shims, TimeSpan quiet)
        => shims.Count == 0 ? "SELECT '' FROM (SELECT 1) AS one WHERE 1 = 0" : string.Join("\nUNION ALL\n", shims.Select(s =>
            $"""
            SELECT CONCAT({Writer.Literal($"'{s.Table}' was written to through the old shape alone, seen at ")}, DATE_FORMAT(w.moved_at, '%Y-%m-%dT%H:%i:%sZ')) AS refusal
            FROM {Writes} w WHERE w.shim = {Name(s)} AND w.moved_at > {Now} - INTERVAL {Seconds(quiet)} SECOND
            """));

    private string Name(TablePhasedOperation shim) => Writer.Literal(DualWriteNames.Record(shim));

    private string Database(TablePhasedOperation shim) => shim.Schema is null ? "DATABASE()" : Writer.Literal(shim.Schema);
}
