using System.Globalization;
using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>
/// Two processes fill a table together, each with several workers, and one of them dies: the other one takes its ranges over, and no row
/// is missed or filled twice.
/// </summary>
public abstract class KillWorkersBehaviour(WrittenShop shop)
{
    private const int Rows = 300_000;
    private const string OfRun = "'run-%'";
    private const string Joined = "'joined-%'";

    private static readonly string[] Run = ["backfill", ShopChange.Name, "--workers", "3", "--no-build", "--wait", "60"];
    private static readonly string[] Join = ["backfill", ShopChange.Name, "--join", "--workers", "2", "--no-build"];

    [Fact]
    public async Task Those_who_have_joined_end_what_a_killed_run_has_begun()
    {
        await using var database = await CreateAsync();
        TaskCompletionSource kill = new();
        var run = shop.Project.EfPhasedCommand(Run).KillWhenAsync(() => Task.FromResult(kill.Task.IsCompleted));
        await PauseAsync(database, run);
        var joined = shop.Project.EfPhasedCommand(Join).RunAsync();
        await WorkTogetherAsync(database, run, joined);
        kill.SetResult();
        await run;
        await LeftAloneAsync(database, dead: OfRun, alive: 2, joined);
        Assert.Contains("No range of 'Customers' is left", (await joined).Succeeds().Text, StringComparison.Ordinal);
        Assert.Equal(Rows, await CountAsync(database, "SELECT rows_done FROM \"__EFPhasedBackfill\""));
        await NoRangeIsLeftAsync(database);

        (await shop.Project.EfPhasedAsync(Run)).Succeeds();
        await FilledOnceAsync(database, attempts: 2);
    }

    [Fact]
    public async Task A_run_ends_what_a_killed_one_that_had_joined_has_begun()
    {
        await using var database = await CreateAsync();
        TaskCompletionSource kill = new();
        var run = shop.Project.EfPhasedCommand(Run).RunAsync();
        await PauseAsync(database, run);
        var joined = shop.Project.EfPhasedCommand(Join).KillWhenAsync(() => Task.FromResult(kill.Task.IsCompleted));
        await WorkTogetherAsync(database, run, joined);
        kill.SetResult();
        await joined;
        await LeftAloneAsync(database, dead: Joined, alive: 3, run);
        (await run).Succeeds();
        await NoRangeIsLeftAsync(database);
        Assert.Equal(0, await CountAsync(database, $"SELECT COUNT(*) FROM \"__EFPhasedWorker\" WHERE worker LIKE {Joined}"));

        await FilledOnceAsync(database, attempts: 1);
        (await shop.Project.EfPhasedAsync(Join)).Fails(1, "EFP2023");
    }

    // Nobody but the backfill updates customers here.
    private async Task<TestDatabase> CreateAsync()
    {
        var database = await shop.CreateDatabaseAsync(Rows);
        await database.ExecuteAsync("CREATE TABLE fills (id int)");
        await database.ExecuteAsync(IsPostgreSql(database)
            ? """
              CREATE FUNCTION test_fills() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO fills VALUES (NEW."Id"); RETURN NULL; END $f$;
              CREATE TRIGGER test_fills AFTER UPDATE ON "Customers" FOR EACH ROW EXECUTE FUNCTION test_fills()
              """
            : "CREATE TRIGGER test_fills AFTER UPDATE ON `Customers` FOR EACH ROW INSERT INTO fills VALUES (NEW.`Id`)");
        return database;
    }

    // As --pause does, which would take longer to start than the backfill to end.
    private static Task PauseAsync(TestDatabase database, Task run)
        => UntilAsync(
            async () => await CountAsync(database, "SELECT COUNT(*) FROM \"__EFPhasedRange\"") > 0
                && await ExecuteAsync(database, "UPDATE \"__EFPhasedBackfill\" SET desired_state = 'pause'") > 0,
            run);

    /// <summary>Lets all go on as soon as the second process is there, and returns when every worker is in the middle of a range.</summary>
    private async Task WorkTogetherAsync(TestDatabase database, Task run, Task joined)
    {
        var both = Task.WhenAny(run, joined).Unwrap();
        await UntilAsync(async () => await CountAsync(database, $"SELECT COUNT(*) FROM \"__EFPhasedWorker\" WHERE worker LIKE {Joined}") == 2, both);
        (await shop.Project.EfPhasedAsync("backfill", ShopChange.Name, "--resume", "--no-build")).Succeeds();
        await UntilAsync(
            async () => await CountAsync(database, $"""
                SELECT COUNT(*) FROM "__EFPhasedWorker" w JOIN "__EFPhasedRange" r ON r.worker = w.worker
                WHERE w.waits_for IS NULL AND r.rows_done > 0 AND (w.worker LIKE {OfRun} OR w.worker LIKE {Joined})
                """) == 5,
            both);
    }

    /// <summary>Waits until those who are alive have nothing to do but to wait for the dead, and lets half a minute pass.</summary>
    private static async Task LeftAloneAsync(TestDatabase database, string dead, int alive, Task working)
    {
        Assert.NotEqual(0, await CountAsync(database, $"SELECT COUNT(*) FROM \"__EFPhasedRange\" WHERE worker LIKE {dead}"));
        await UntilAsync(
            async () => await CountAsync(database, "SELECT COUNT(*) FROM \"__EFPhasedWorker\" WHERE waits_for LIKE 'other workers%'") == alive
                && await CountAsync(database, $"SELECT COUNT(*) FROM \"__EFPhasedRange\" WHERE NOT worker LIKE {dead}") == 0,
            working);
        await ExecuteAsync(database, "UPDATE \"__EFPhasedWorker\" SET heartbeat_at = heartbeat_at - "
            + $"{(IsPostgreSql(database) ? "interval '31 seconds'" : "INTERVAL 31 SECOND")} WHERE worker LIKE {dead}");
    }

    private static async Task NoRangeIsLeftAsync(TestDatabase database)
        => Assert.Equal(0, await CountAsync(database, "SELECT COUNT(*) FROM \"__EFPhasedRange\""));

    private async Task FilledOnceAsync(TestDatabase database, int attempts)
    {
        Assert.Equal(Rows, await CountAsync(database, "SELECT COUNT(*) FROM \"Customers\" WHERE \"FullName\" = \"Name\""));
        Assert.Equal(Rows, await CountAsync(database, "SELECT COUNT(*) FROM fills"));
        Assert.Equal(Rows, await CountAsync(database, "SELECT COUNT(DISTINCT id) FROM fills"));
        Assert.Equal(1, await CountAsync(database, $"SELECT COUNT(*) FROM \"__EFPhasedBackfill\" WHERE state = 'verified' AND rows_done = {Rows} AND rows_differing = 0"));
        Assert.Equal(0, await CountAsync(database, "SELECT COUNT(*) FROM \"__EFPhasedJournal\" WHERE state <> 'done' OR error IS NOT NULL"));
        Assert.Equal(attempts, await CountAsync(database, "SELECT MAX(attempts) FROM \"__EFPhasedJournal\""));
        Assert.Equal(1, await CountAsync(database, $"SELECT COUNT(*) FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%_{ShopChange.Name}_Expand'"));

        await database.ExecuteAsync("DROP TRIGGER test_fills" + (IsPostgreSql(database) ? " ON \"Customers\"" : ""));
        foreach (var phase in new[] { "switch", "contract" })
            (await shop.Project.EfPhasedAsync("apply", "--phase", phase, "--no-build")).Succeeds();
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, Task meanwhile)
    {
        for (var limit = DateTime.UtcNow.AddMinutes(5); !await reached(); await Task.Delay(5))
        {
            Assert.True(DateTime.UtcNow < limit, "What is waited for does not come.");
            if (!meanwhile.IsCompleted)
                continue;
            await meanwhile;
            Assert.Fail("It has ended before it could be stopped: " + ((meanwhile as Task<CommandResult>)?.Result.Text ?? "killed"));
        }
    }

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        try
        {
            await using var connection = await database.OpenAsync();
            return Convert.ToInt64(await connection.ScalarAsync(Own(database, sql)), CultureInfo.InvariantCulture);
        }
        catch (System.Data.Common.DbException e) when (e.Message.Contains("__EFPhased", StringComparison.Ordinal))
        {
            // The tool has not created its tables yet.
            return 0;
        }
    }

    private static async Task<int> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(Own(database, sql));
    }

    /// <summary>Standard quotes to the server's own.</summary>
    private static string Own(TestDatabase database, string sql) => IsPostgreSql(database) ? sql : sql.Replace('"', '`');

    private static bool IsPostgreSql(TestDatabase database) => database.Server.Kind == ServerKind.PostgreSql;
}

public sealed class WrittenPostgreSqlShop(PackedTool tool) : WrittenShop(tool, NpgsqlServer.Instance)
{
    protected override string Kind => "PostgreSql";
}

public sealed class WrittenMariaDbShop(PackedTool tool) : WrittenShop(tool, MariaDbServer.Instance)
{
    protected override string Kind => "MariaDb";
}

[Collection(PackagesCollection.Running)]
public sealed class KillWorkersOnPostgreSqlTests(WrittenPostgreSqlShop shop) : KillWorkersBehaviour(shop), IClassFixture<WrittenPostgreSqlShop>;

[Collection(PackagesCollection.Running)]
public sealed class KillWorkersOnMariaDbTests(WrittenMariaDbShop shop) : KillWorkersBehaviour(shop), IClassFixture<WrittenMariaDbShop>;
