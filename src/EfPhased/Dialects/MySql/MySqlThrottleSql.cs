using EfPhased.Configuration;

namespace EfPhased.Dialects.MySql;

internal sealed class MySqlThrottleSql(SqlWriter writer) : ThrottleSql(writer)
{
    private const string User = "CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')";

    private const string MayProcess =
        $"SELECT COUNT(*) FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE IN ('PROCESS', 'SUPER') AND GRANTEE = {User}";

    private const string Grant = $"SELECT CONCAT('GRANT PROCESS ON *.* TO ', {User})";

    protected override IReadOnlyList<SignalSql> All(ThrottleLimits limits) =>
    [
        new("threads running", "SHOW GLOBAL STATUS LIKE 'Threads_running'", limits.ActiveSessions)
        {
            Column = 1, Unit = "threads", LimitFactor = 1.5, LeastLimit = 8,
        },
        new("history list", "SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'trx_rseg_history_len'", limits.History)
        {
            Unit = "versions", MayRead = MayProcess, Grant = Grant,
        },
        new(
            "old transaction",
            "SELECT TIMESTAMPDIFF(SECOND, trx_started, NOW()), CONCAT('session ', trx_mysql_thread_id) FROM information_schema.INNODB_TRX ORDER BY trx_started LIMIT 1",
            limits.OldTransaction.TotalSeconds)
        {
            Unit = "s", WarnsOnly = true, MayRead = MayProcess, Grant = Grant,
        },
    ];

    // https://mariadb.com/kb/en/show-replica-status/, https://dev.mysql.com/doc/refman/8.4/en/show-replica-status.html: NULL while it is stopped.
    public override SignalSql? Lag(ThrottleLimits limits) => null;

    public override SignalSql ReplicaLag(string name, double limit) => new($"lag of replica '{name}'", "SHOW REPLICA STATUS", limit)
    {
        Columns = ["Seconds_Behind_Master", "Seconds_Behind_Source"], Unit = "s", SlowsAt = LagSlowsAt, NullIsBad = true,
    };

    // InnoDB purges by itself.
    public override string? Vacuum(string table, string? schema) => null;
}
