using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>What a contract keeps comes back with its values until its time has passed, and goes for good after that.</summary>
public abstract class TombstoneBehaviour(TestServer server)
{
    private static readonly RunSettings Settings = RunningFixture.Impatient with
    {
        Overrides = [.. RunningFixture.Impatient.Overrides, new Gates.GateOverride("instances", "the test's own")],
    };

    [Fact]
    public async Task Comes_back_or_goes_for_good()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using (var context = PlacesContext.Open(database))
            await context.Database.MigrateAsync(PlacesContext.Initial);
        await database.ExecuteAsync(Sql("INSERT INTO \"Places\" (\"Id\", \"Region\", \"Code\") VALUES (1, 7, 'a')"));

        await ApplyAsync(database);
        Assert.Equal($"Id Region {PlacesContext.Tombstone}", await ColumnsAsync(database));
        await database.ExecuteAsync(Sql("INSERT INTO \"Places\" (\"Id\", \"Region\") VALUES (2, 7)"));
        await ApplyAsync(database);
        await RollbackAsync(database);
        Assert.Equal("Code Id Region", await ColumnsAsync(database));
        Assert.Equal("a ", await ValuesAsync(database));

        await ApplyAsync(database);
        await AgeAsync(database, days: 6);
        await ApplyAsync(database);
        Assert.Contains(PlacesContext.Tombstone, await ColumnsAsync(database), StringComparison.Ordinal);
        await AgeAsync(database, days: 1);
        await ApplyAsync(database);
        Assert.Equal("Id Region", await ColumnsAsync(database));
        Assert.Equal("EFP2054", (await Assert.ThrowsAsync<PhasedException>(() => RollbackAsync(database))).Code);
        await ApplyAsync(database);
    }

    private string Sql(string sql) => server.Kind == ServerKind.PostgreSql ? sql : sql.Replace('"', '`');

    private async Task AgeAsync(TestDatabase database, int days)
        => await database.ExecuteAsync(Sql($"UPDATE \"__EFPhasedJournal\" SET finished_at = finished_at - {(server.Kind == ServerKind.PostgreSql ? $"interval '{days} days'" : $"INTERVAL {days} DAY")}"));

    private static async Task ApplyAsync(TestDatabase database)
    {
        await using var context = PlacesContext.Open(database);
        await RunningFixture.Runner(context, null, Settings).ApplyAsync(Phase.Contract, PlacesContext.Bury, CancellationToken.None);
    }

    private static async Task RollbackAsync(TestDatabase database)
    {
        await using var context = PlacesContext.Open(database);
        await RunningFixture.Runner(context, null, Settings).RollbackAsync(PlacesContext.Bury, null, CancellationToken.None);
    }

    private async Task<string> ColumnsAsync(TestDatabase database)
        => await ListAsync(
            database, "SELECT column_name FROM information_schema.columns WHERE table_name = 'Places' AND table_schema = "
            + $"{(server.Kind == ServerKind.PostgreSql ? "current_schema()" : "DATABASE()")} ORDER BY column_name");

    private Task<string> ValuesAsync(TestDatabase database) => ListAsync(database, Sql("SELECT \"Code\" FROM \"Places\" ORDER BY \"Id\""));

    private static async Task<string> ListAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return string.Join(' ', (await Servers.DbConnectionExtensions.RowsAsync(connection, sql)).Select(r => r[0]));
    }
}
