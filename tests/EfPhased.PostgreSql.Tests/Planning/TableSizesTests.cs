using EfPhased.Testing.Planning;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Planning;

public sealed class TableSizesTests() : TableSizesBehaviour(PostgreSqlServer.Instance)
{
    protected override IReadOnlyList<string> Crowd =>
        ["CREATE TABLE crowd (id int PRIMARY KEY)", "INSERT INTO crowd SELECT generate_series(1, 5000)", "ANALYZE crowd"];

    [Fact]
    public async Task A_partitioned_table_is_as_big_as_its_partitions()
    {
        await using var database = await PostgreSqlServer.Instance.CreateDatabaseAsync();
        await using (var connection = await database.OpenAsync())
        {
            await connection.ExecuteAsync(
                "CREATE TABLE crowd (id int) PARTITION BY RANGE (id); CREATE TABLE crowd1 PARTITION OF crowd FOR VALUES FROM (0) TO (2000); "
                + "CREATE TABLE crowd2 PARTITION OF crowd DEFAULT; INSERT INTO crowd SELECT generate_series(1, 5000); CREATE TABLE empty (id int)");
            await connection.ExecuteAsync("ANALYZE");
        }

        var plan = await MeasureAsync(database.ConnectionString, "crowd", "empty");

        Assert.Equal([5_000, 0], plan.Tables.Select(t => t.Rows!.Value));
        Assert.Equal(0, plan.Tables[1].Bytes);
    }

    [Fact]
    public async Task Rows_that_nobody_has_counted_are_not_guessed()
    {
        await using var database = await PostgreSqlServer.Instance.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE crowd (id int) WITH (autovacuum_enabled = off); INSERT INTO crowd SELECT generate_series(1, 5000)");

        var table = Assert.Single((await MeasureAsync(database.ConnectionString, "crowd")).Tables);

        Assert.Null(table.Rows);
        Assert.True(table.Bytes > 100_000);
    }
}
