using System.Data.Common;
using System.Globalization;
using EfPhased.Design.Emit.Scripts;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>A backfill as SQL alone commits chunk by chunk; when its client and its session die, the same script goes on.</summary>
public abstract class KilledScriptBehaviour(TestServer server)
{
    private const int Rows = 60_000;

    [Fact]
    public async Task The_same_script_goes_on_at_its_cursor()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, Rows);
        var root = Directory.CreateTempSubdirectory("efphased-scripts").FullName;
        try
        {
            await using var context = RenameContext.Open(fixture.Database);
            var folder = Assert.Single(new ScriptEmitter(RunServices.From(context)).Write(RenameContext.Change, root).Bundles).Folder;
            (await fixture.Database.RunScriptAsync(Path.Combine(folder, "1-expand.sql"))).Succeeds();

            var script = Path.Combine(folder, "2-backfill.sql");
            await fixture.Database.KillScriptWhenAsync(script, async () => await RowsDoneAsync(fixture) > 0);
            await EndSessionsAsync(fixture);
            var done = await RowsDoneAsync(fixture);
            Assert.InRange(done, 1, Rows - 1);
            Assert.Equal(done, await FilledAsync(fixture));

            (await fixture.Database.RunScriptAsync(script)).Succeeds();
            Assert.Equal(Rows, await FilledAsync(fixture));
            Assert.Equal(Rows, await RowsDoneAsync(fixture));
            Assert.Equal(BackfillState.Verified, Assert.Single((await fixture.StatusAsync()).Backfills).State);
            Assert.Contains(RenameContext.Expand, await fixture.AppliedAsync());
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    // The server would go on for a while before it noticed that nobody listens.
    private static async Task EndSessionsAsync(RunningFixture fixture)
    {
        await using var connection = await fixture.Database.OpenAsync();
        var sessions = fixture.IsPostgreSql
            ? "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'efphased'"
            : "SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID() AND COMMAND <> 'Sleep'";
        var until = DateTime.UtcNow.AddSeconds(30);
        while (await connection.RowsAsync(sessions) is { Count: > 0 } left)
        {
            Assert.True(DateTime.UtcNow < until, "The session of the killed client does not end.");
            foreach (var session in left)
                await EndAsync(connection, fixture.IsPostgreSql ? $"SELECT pg_terminate_backend({session[0]})" : $"KILL {session[0]}");
            await Task.Delay(50);
        }
    }

    private static async Task EndAsync(DbConnection connection, string sql)
    {
        try
        {
            await connection.ExecuteAsync(sql);
        }
        catch (DbException e) when (e.Message.Contains("Unknown thread id", StringComparison.Ordinal))
        {
            // It has ended meanwhile.
        }
    }

    private static async Task<long> RowsDoneAsync(RunningFixture fixture)
        => long.TryParse(await fixture.ScalarAsync("SELECT SUM(rows_done) FROM \"__EFPhasedBackfill\""), CultureInfo.InvariantCulture, out var done) ? done : 0;

    private static async Task<long> FilledAsync(RunningFixture fixture)
        => long.Parse((await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""))!, CultureInfo.InvariantCulture);
}
