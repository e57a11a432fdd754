using System.Data.Common;
using EfPhased.MySql.Tests;

namespace EfPhased.Benchmarks.Backfills;

internal sealed class MariaDbBackfills() : BackfillServer(MySqlServer.Instance)
{
    // MariaDB calls itself 5.5.5 first, for the sake of old clients.
    public override string Title(DbConnection connection)
        => $"MariaDB {connection.ServerVersion.Replace("5.5.5-", "", StringComparison.Ordinal).Split('-')[0]}";

    public override string NoTimeout => ";Pooling=false;Default Command Timeout=0";

    // An UPDATE of all rows keeps them locked for longer than the usual 50 seconds.
    public override string Patience => "SET SESSION innodb_lock_wait_timeout = 86400";

    public override IReadOnlyList<BackfillWay> Others => [BackfillWay.OneUpdate(this)];

    public override string Different => "NOT (\"FullName\" <=> UPPER(\"Name\"))";

    public override string Size => "SELECT file_size FROM information_schema.INNODB_SYS_TABLESPACES WHERE name = CONCAT(DATABASE(), '/Items')";

    public override IEnumerable<string> Copy =>
    [
        "CREATE TABLE \"Items\" LIKE \"Template\"",
        "INSERT INTO \"Items\" SELECT * FROM \"Template\"",
        "ANALYZE TABLE \"Items\"",
    ];

    public override IEnumerable<string> Template(BackfillTable table)
    {
        var columns = string.Concat(table.Others.Select(o => $", \"{o.Column}\" {(o.IsNumber ? "int" : "varchar(30)")} NOT NULL"));
        var values = string.Concat(table.Others.Select(o => o.IsNumber ? ", seq" : ", CONCAT('value ', seq)"));
        yield return $"CREATE TABLE \"Template\" (\"Id\" {(table.HasUuid ? "char(32) CHARACTER SET ascii" : "int")} PRIMARY KEY, \"Name\" varchar(100) NOT NULL, \"Touched\" int NOT NULL{columns}) ENGINE = InnoDB";
        yield return $"INSERT INTO \"Template\" SELECT {(table.HasUuid ? "MD5(seq)" : "seq")}, CONCAT('Name ', seq), 0{values} FROM seq_1_to_{table.Rows}";
    }

    public override string Key(BackfillTable table, int row) => table.HasUuid ? $"MD5('{row}')" : $"{row}";

    public override string Quoted(string sql) => sql.Replace('"', '`');
}
