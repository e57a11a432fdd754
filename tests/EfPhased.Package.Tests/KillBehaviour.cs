using System.Globalization;
using System.Text.Json;
using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>
/// The tool dies in the middle of a backfill, and is stopped in the middle of the next; the same command ends it: no row is missed and
/// none is filled twice.
/// </summary>
public abstract class KillBehaviour(PackedTool tool, TestServer server)
{
    private const int Rows = 120_000;

    protected abstract string Kind { get; }

    [Fact]
    public async Task A_killed_and_a_stopped_backfill_go_on_where_they_were()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, Kind, database.ConnectionString);
        await project.AddInitialMigrationAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        await database.FillAsync("Customers", "Name", Rows);
        project.ChangeModel();
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        await project.BuildAsync();

        long done = 0;
        await project.EfPhasedCommand("apply", "--phase", "expand", "--no-build").KillWhenAsync(async () => (done = await RowsDoneAsync(database)) > 0);
        Assert.InRange(done, 1, Rows - 1);

        // The server notices a dead client when it next writes to it; until then the dead run holds the lock.
        string[] again = ["apply", "--phase", "expand", "--no-build", "--wait", "60", "--json"];
        var dead = await OwnerAsync(database);
        var killed = await RowsDoneAsync(database);
        var stopped = await project.EfPhasedCommand(again).InterruptWhenAsync(
            async () => await OwnerAsync(database) != dead && (done = await RowsDoneAsync(database)) > killed);
        stopped.Fails(1, "EFP5111");
        Assert.InRange(await RowsDoneAsync(database), done, Rows - 1);

        var events = (await project.EfPhasedAsync(again)).Succeeds().Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Contains(events, e => e.ToString().Contains("backfill", StringComparison.Ordinal));
        Assert.Equal(Rows, await RowsDoneAsync(database));
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) FROM {database.Quoted("Customers")} WHERE {database.Quoted("FullName")} IS NULL "
            + $"OR {database.Quoted("FullName")} <> {database.Quoted("Name")}"));

        foreach (var phase in new[] { "switch", "contract" })
            (await project.EfPhasedAsync("apply", "--phase", phase, "--no-build")).Succeeds();
        Assert.Equal(Rows, await CountAsync(database, $"SELECT count(*) FROM {database.Quoted("Customers")} WHERE {database.Quoted("FullName")} LIKE 'Customer %'"));
    }

    private static async Task<long> RowsDoneAsync(TestDatabase database)
    {
        try
        {
            return await CountAsync(database, $"SELECT COALESCE(SUM(rows_done), 0) FROM {database.Quoted("__EFPhasedBackfill")}");
        }
        catch (System.Data.Common.DbException)
        {
            // The tool has not created its tables yet.
            return 0;
        }
    }

    /// <summary>Which run works, or was the last to.</summary>
    private static async Task<object?> OwnerAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ScalarAsync($"SELECT owner FROM {database.Quoted("__EFPhasedRun")}");
    }

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return Convert.ToInt64(await connection.ScalarAsync(sql), CultureInfo.InvariantCulture);
    }
}

[Collection(PackagesCollection.Running)]
public sealed class KillOnPostgreSqlTests(PackedTool tool) : KillBehaviour(tool, NpgsqlServer.Instance)
{
    protected override string Kind => "PostgreSql";
}

[Collection(PackagesCollection.Running)]
public sealed class KillOnMariaDbTests(PackedTool tool) : KillBehaviour(tool, MariaDbServer.Instance)
{
    protected override string Kind => "MariaDb";
}
