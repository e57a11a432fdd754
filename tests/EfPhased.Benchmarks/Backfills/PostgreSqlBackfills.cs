using System.Data.Common;
using EfPhased.PostgreSql.Tests;

namespace EfPhased.Benchmarks.Backfills;

internal sealed class PostgreSqlBackfills() : BackfillServer(PostgreSqlServer.Instance)
{
    public override string Title(DbConnection connection) => $"PostgreSQL {connection.ServerVersion}";

    public override string NoTimeout => ";Pooling=false;Command Timeout=0";

    public override IReadOnlyList<BackfillWay> Others => [BackfillWay.OneUpdate(this), PgrollWay.Create()];

    public override string Different => "\"FullName\" IS DISTINCT FROM upper(\"Name\")";

    public override string Size => "SELECT pg_table_size('\"Items\"')";

    public override IEnumerable<string> Copy =>
    [
        "CREATE TABLE \"Items\" AS TABLE \"Template\"",
        "ALTER TABLE \"Items\" ADD PRIMARY KEY (\"Id\"), ALTER \"Name\" SET NOT NULL",
        "VACUUM (ANALYZE) \"Items\"",
        "CHECKPOINT",
    ];

    public override IEnumerable<string> Template(BackfillTable table)
    {
        var others = string.Concat(table.Others.Select(o => o.IsNumber ? $", i AS \"{o.Column}\"" : $", 'value ' || i AS \"{o.Column}\""));
        var key = table.HasUuid ? "md5(i::text)::uuid" : "i";
        yield return $"CREATE TABLE \"Template\" AS SELECT {key} AS \"Id\", ('Name ' || i)::varchar(100) AS \"Name\", 0 AS \"Touched\"{others} FROM generate_series(1, {table.Rows}) i";
    }

    public override string Key(BackfillTable table, int row) => table.HasUuid ? $"md5('{row}')::uuid" : $"{row}";

    public override string Quoted(string sql) => sql;
}
