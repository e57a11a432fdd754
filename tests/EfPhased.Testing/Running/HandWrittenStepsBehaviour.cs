using EfPhased.Design.Emit.Scripts;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>What people write into a phased migration is run as the planned steps beside it are: each by itself, journaled, and once.</summary>
public abstract class HandWrittenStepsBehaviour(TestServer server)
{
    protected TestServer Server => server;

    /// <summary>The process dies after each step, planned ones and those by hand.</summary>
    [Fact]
    public async Task Raw_SQL_and_a_schema_that_goes_run_once()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using (var context = ByHandContext.Open(database))
            await context.Database.MigrateAsync(ByHandContext.Initial);
        await database.ExecuteAsync("INSERT INTO items (id, code) VALUES (1, 'a'), (2, 'b')");

        await DyingAfterEachStepAsync(() => ByHandContext.Open(database), Phase.Expand);
        Assert.Equal(["add column items.note", "sql", "create index ix_items_note"], await StepsAsync(database, ByHandContext.Expand));
        Assert.Equal("1 1", await SeenAsync(database));

        await DyingAfterEachStepAsync(() => ByHandContext.Open(database), Phase.Contract);
        string[] schema = server.Kind == ServerKind.PostgreSql ? ["drop schema"] : [];
        Assert.Equal(["gate", "drop column items.code", .. schema, "sql"], await StepsAsync(database, ByHandContext.Contract));
        Assert.Equal("11 11", await SeenAsync(database));
        Assert.Equal(0, await SchemasAsync(database));

        await using (var context = ByHandContext.Open(database))
            await RunningFixture.Runner(context, null, RunningFixture.Impatient with { AcceptsLoss = _ => true }).RollbackAsync(ByHandContext.Change, null, CancellationToken.None);
        Assert.Equal("0 0", await SeenAsync(database));
        Assert.Equal(schema.Length, await SchemasAsync(database));
    }

    /// <summary>The server's own client runs them too, and a second time leaves them alone.</summary>
    [Fact]
    public async Task Scripts_run_them_once()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var context = ByHandContext.Open(database);
        await context.Database.MigrateAsync(ByHandContext.Initial);
        await database.ExecuteAsync("INSERT INTO items (id, code) VALUES (1, 'a'), (2, 'b')");

        await RunScriptTwiceAsync(context, database, ByHandContext.Change, "1-expand.sql");
        Assert.Equal("1 1", await SeenAsync(database));

        await RunScriptTwiceAsync(context, database, ByHandContext.Change, "4-contract.sql");
        Assert.Equal("11 11", await SeenAsync(database));
        Assert.Equal(0, await SchemasAsync(database));
    }

    private protected static async Task RunScriptTwiceAsync(DbContext context, TestDatabase database, string change, string script)
    {
        var folder = Directory.CreateTempSubdirectory("ef-phased-scripts-").FullName;
        try
        {
            new ScriptEmitter(RunServices.From(context, RunningFixture.Impatient.Policy)).Write(change, folder);
            (await database.RunScriptAsync(Path.Combine(folder, change, script))).Succeeds();
            (await database.RunScriptAsync(Path.Combine(folder, change, script))).Succeeds();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a phase by as many runs as it has steps: each but the last dies when it has done one.</summary>
    private protected static async Task DyingAfterEachStepAsync(Func<DbContext> open, Phase phase)
    {
        for (var isDone = false; !isDone;)
        {
            isDone = true;

            // A gate that was open is asked again, so dying right after it would never lead anywhere.
            RecordingObserver killer = new() { On = e => { if (e is StepDone { Description: not "gate" }) throw new KilledException(); } };
            try
            {
                await using var context = open();
                await RunningFixture.Runner(context, killer, null).ApplyAsync(phase, null, CancellationToken.None);
            }
            catch (KilledException)
            {
                isDone = false;
            }
        }
    }

    /// <summary>What the journal has of a migration: all steps are done, and none took a second attempt.</summary>
    private protected static async Task<IReadOnlyList<string>> StepsAsync(TestDatabase database, string migration)
    {
        await using var connection = await database.OpenAsync();
        var journal = database.Server.Kind == ServerKind.PostgreSql ? "\"__EFPhasedJournal\"" : "`__EFPhasedJournal`";
        var rows = await Servers.DbConnectionExtensions.RowsAsync(
            connection, $"SELECT operation, state, attempts FROM {journal} WHERE migration_id = '{migration}' AND direction = 'up' ORDER BY step");
        Assert.All(rows.Where(r => r[0] != "gate"), r => Assert.Equal("done 1", $"{r[1]} {r[2]}"));
        return [.. rows.Select(r => r[0]!)];
    }

    private static async Task<string> SeenAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return string.Join(' ', (await Servers.DbConnectionExtensions.RowsAsync(connection, "SELECT seen FROM items ORDER BY id")).Select(r => r[0]));
    }

    private static async Task<int> SchemasAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return (await Servers.DbConnectionExtensions.RowsAsync(connection, $"SELECT 1 FROM information_schema.schemata WHERE schema_name = '{ByHandContext.Schema}'")).Count;
    }
}
