using EfPhased.Testing.Running;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class ConstraintStepsTests() : ConstraintStepsBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public async Task A_key_of_a_partitioned_table_is_built_partition_by_partition()
    {
        await using var database = await PartitionedAsync("Region");
        await database.ExecuteAsync(Sql("UPDATE \"Places\" SET \"Code\" = 'b' WHERE \"Id\" = 2"));
        await ApplyAsync(database, PlacesContext.Unique);
        Assert.Equal("AK", await KeysAsync(database));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync("INSERT INTO \"Places\" VALUES (9, 8, 'a')"));
        await RollbackAsync(database, PlacesContext.Unique);
        Assert.Equal("", await KeysAsync(database));
    }

    [Theory]
    [InlineData("Id", PlacesContext.Unique, "EFP2051")]
    [InlineData("Region", PlacesContext.Key, "EFP2050")]
    public async Task What_partitions_cannot_do_is_refused_at_once(string by, string change, string code)
    {
        await using var database = await PartitionedAsync(by);
        var error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(database, change));
        Assert.Equal(code, error.Code);
        Assert.Equal("", await KeysAsync(database));
    }

    private async Task<EfPhased.Testing.Servers.TestDatabase> PartitionedAsync(string by)
    {
        var database = await OpenAsync();
        await database.ExecuteAsync($"""
            ALTER TABLE "Places" RENAME TO places_before;
            CREATE TABLE "Places" (LIKE places_before) PARTITION BY LIST ("{by}");
            CREATE TABLE "Places_7" PARTITION OF "Places" FOR VALUES IN (7);
            CREATE TABLE "Places_others" PARTITION OF "Places" DEFAULT;
            INSERT INTO "Places" SELECT * FROM places_before;
            DROP TABLE places_before;
            """);
        return database;
    }
}
