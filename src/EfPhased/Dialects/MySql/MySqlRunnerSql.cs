using System.Data.Common;
using System.Globalization;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// MySQL's and MariaDB's SQL of running. No user variables: the drivers take them for parameters.
/// </summary>
internal sealed class MySqlRunnerSql(SqlWriter writer, string? schema) : RunnerSql(writer, schema)
{
    // Locks of this kind are the whole server's, so the name holds the database; it has at most 64 characters.
    private const string DatabaseLock = "CONCAT('" + LockName + ":', SHA1(DATABASE()))";

    public override string Now => "UTC_TIMESTAMP(6)";

    // The text of a TIMESTAMP key must not depend on the session's time zone; a limit for the application's statements must not end the
    // build of an index. Each server reads the comment of its own only.
    public override IReadOnlyList<string> OpenSession =>
        [$"SET SESSION wait_timeout = 86400, time_zone = '+00:00'{StatementLimit("0")}"];

    // foreign_key_checks first: a session that goes back without them would let the application write orphans.
    public override string ResetSession =>
        "SET SESSION foreign_key_checks = 1, lock_wait_timeout = DEFAULT, innodb_lock_wait_timeout = DEFAULT, "
        + $"wait_timeout = DEFAULT, time_zone = DEFAULT{StatementLimit("DEFAULT")}";

    // READ COMMITTED: the gap locks of REPEATABLE READ would block inserts inside a chunk's range.
    public override IReadOnlyList<string> Begin { get; } = ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "START TRANSACTION"];

    public override string TryLock => $"SELECT COALESCE(GET_LOCK({DatabaseLock}, 0), 0)";

    public override string ReleaseLock => $"SELECT RELEASE_LOCK({DatabaseLock})";

    public override string HoldsLock => $"SELECT COALESCE(IS_USED_LOCK({DatabaseLock}) = CONNECTION_ID(), 0)";

    public override string LockHolder =>
        $"""
        SELECT CAST(p.ID AS CHAR), p.USER, '', p.HOST, CONCAT(p.TIME, ' s idle')
        FROM information_schema.PROCESSLIST p WHERE p.ID = IS_USED_LOCK({DatabaseLock})
        """;

    // MariaDB can fail at once, so that nobody queues behind the first attempts; MySQL waits for a second at least.
    public override IReadOnlyList<TimeSpan> LockLadder { get; } =
    [
        .. Enumerable.Repeat(TimeSpan.Zero, 12),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(1), 12),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(2), 6),
    ];

    public override TimeSpan RowLockTimeout => TimeSpan.FromSeconds(1);

    public override TimeSpan ChunkTime => TimeSpan.FromMilliseconds(10);

    public override string? PrimaryKeyName => "PRIMARY";

    public override bool KeepsTriggersOnSwitch => false;

    public override CatalogSql Catalog { get; } = new MySqlCatalogSql(writer);

    public override DependencySql Dependencies { get; } = new MySqlDependencySql(writer);

    public override BackfillSql Backfill { get; } = new MySqlBackfillSql(writer);

    public override GateSql Gate => new MySqlGateSql(this);

    public override InstanceSql Instances { get; } = new MySqlInstanceSql(writer, schema);

    public override LastWriteSql LastWrites { get; } = new MySqlLastWriteSql(writer, schema);

    public override ThrottleSql Throttle { get; } = new MySqlThrottleSql(writer);

    public override SessionSql Sessions { get; } = new MySqlSessionSql(writer, schema);

    public override StatementSql Statements { get; } = new MySqlStatementSql(writer, schema);

    public override string SecondsSince(string time) => $"TIMESTAMPDIFF(MICROSECOND, {time}, UTC_TIMESTAMP(6)) / 1000000";

    public override string TimeText(string column) => $"DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%s.%fZ')";

    public override IReadOnlyList<string> LockTimeout(TimeSpan timeout, bool inTransaction)
    {
        // What stands in the comment is read by MariaDB alone: 0 * 1.
        var seconds = timeout < TimeSpan.FromSeconds(1) ? "/*M!100300 0 * */ 1" : Seconds(timeout);
        return [$"SET SESSION lock_wait_timeout = {seconds}, innodb_lock_wait_timeout = {(timeout < TimeSpan.FromSeconds(1) ? "1" : seconds)}"];
    }

    public override string? WaitQuietly(string table, string? schema) => null;

    // Each LOCK TABLES gives back what the one before has locked, and locks what triggers read for reading only.
    public override IReadOnlyList<string> LockTables(IReadOnlyList<(string Table, string? Schema)> tables)
        => tables.Count == 0 ? [] : [$"LOCK TABLES {string.Join(", ", tables.Select(t => $"{Writer.Table(t.Table, t.Schema)} WRITE"))}"];

    public override string UnlockTables => "UNLOCK TABLES";

    public override IReadOnlyList<string> LimitGuard { get; } = [];

    // Metadata locks are visible only where their instrumentation is on; whoever has a transaction open may hold one.
    public override string Blockers(IReadOnlyList<(string Table, string? Schema)> tables) =>
        """
        SELECT CAST(p.ID AS CHAR), p.USER, p.HOST, CONCAT(p.COMMAND, ', transaction open'),
            CAST(TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) AS CHAR), LEFT(COALESCE(p.INFO, ''), 100)
        FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
        WHERE p.ID <> CONNECTION_ID() ORDER BY t.trx_started LIMIT 5
        """;

    // 1684: the catalog leaves out a table whose definition somebody is changing, and says so.
    public override ServerFault Classify(DbException exception) => MySqlErrorNumber.Of(exception) switch
    {
        1205 or 1684 or 3572 => ServerFault.LockTimeout,
        1213 => ServerFault.Deadlock,
        1044 or 1142 or 1143 or 1227 or 1370 or 1419 => ServerFault.MissingRights,
        1045 or 1698 => ServerFault.WrongPassword,
        1146 => ServerFault.UnknownTable,
        1845 or 1846 => ServerFault.NotOnline,
        1317 or 1969 or 3024 => ServerFault.Cancelled,
        1021 or 1114 => ServerFault.DiskFull,
        3 or 20 or 28 when exception.Message.Contains("No space left", StringComparison.Ordinal) => ServerFault.DiskFull,
        1040 or 1042 or 1049 or 1053 or 1927 or 2002 or 2003 or 2006 or 2013 or 3169 => ServerFault.NoConnection,
        1048 or 1062 or 1264 or 1265 or 1292 or 1364 or 1365 or 1366 or 1406 or 1411 or 1451 or 1452 or 1644 or 3819 or 4025
            => ServerFault.BadValue,
        0 when HasLostConnection(exception) => ServerFault.NoConnection,
        _ => ServerFault.Other,
    };

    // 1845 and 1846: this table has it in no such way. 4080 and 4092: MySQL has counted as many instant changes as it takes (MY-03).
    public override string? Instead(string statement, DbException refusal)
        => MySqlErrorNumber.Of(refusal) is 1845 or 1846 or 4080 or 4092 ? MySqlAlgorithm.InsteadOfInstant(statement) : null;

    public override bool IsLong(string statement) => MySqlAlgorithm.IsInPlace(statement);

    private static string StatementLimit(string value)
        => $" /*M!100101 , max_statement_time = {value} */ /*!50708 , max_execution_time = {value} */";

    // A session that ends while its client reads leaves the drivers without a number of the server's.
    private static bool HasLostConnection(Exception? exception)
        => exception is IOException or System.Net.Sockets.SocketException || (exception is not null && HasLostConnection(exception.InnerException));
}
