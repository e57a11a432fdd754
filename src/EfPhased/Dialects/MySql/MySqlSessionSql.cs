namespace EfPhased.Dialects.MySql;

internal sealed class MySqlSessionSql(SqlWriter writer, string? schema) : SessionSql(writer, schema)
{
    public override string Current => "SELECT CAST(CONNECTION_ID() AS CHAR)";

    // GET_LOCK keeps a proxy from sharing the session: https://proxysql.com/documentation/multiplexing/
    public override string? ClientNumberProperty => null;

    public override SessionMark? Mark(int run) => null;

    // Whoever came to a metadata lock after us may have come for another table: too many are counted rather than too few.
    public override string BlockedBy(string session) =>
        $"""
        SELECT COUNT(*) FROM information_schema.PROCESSLIST w JOIN information_schema.PROCESSLIST o ON o.ID = {session}
        WHERE w.ID <> o.ID AND w.DB = o.DB AND w.STATE = 'Waiting for table metadata lock' AND w.TIME <= o.TIME
        """;

    public override string CancelStatement(string session) => $"KILL QUERY {session}";

    public override string EndSession(string session) => $"KILL {session}";

    public override string? ProgressOf(string session) => null;
}
