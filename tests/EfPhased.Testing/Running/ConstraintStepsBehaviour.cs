using EfPhased.Design.Emit.Scripts;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>Steps about keys and constraints, run by the tool and by the server's own client.</summary>
public abstract class ConstraintStepsBehaviour(TestServer server)
{
    private const string Duplicates = "INSERT INTO \"Places\" (\"Id\", \"Region\", \"Code\") VALUES (1, 7, 'a'), (2, 7, 'a'), (3, 8, 'a')";
    private const string Correction = "UPDATE \"Places\" SET \"Code\" = 'b' WHERE \"Id\" = 2";

    [Fact]
    public async Task Rows_that_stand_against_a_key_stop_it_before_anything_is_done()
    {
        await using var database = await OpenAsync();
        var error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(database, PlacesContext.Unique));
        Assert.Equal("EFP2040", error.Code);
        Assert.Contains("2 rows of 'Places' share their Region, Code", error.Message, StringComparison.Ordinal);
        Assert.Matches("Id = (1, 2|2, 1)", error.Message);
        Assert.Equal("PK", await KeysAsync(database));

        await database.ExecuteAsync(Sql(Correction));
        await ApplyAsync(database, PlacesContext.Unique);
        Assert.Equal("AK PK", await KeysAsync(database));
        await RollbackAsync(database, PlacesContext.Unique);
        Assert.Equal("PK", await KeysAsync(database));
    }

    [Fact]
    public async Task A_primary_key_takes_the_place_of_another_and_back()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(Sql(Correction));
        await ApplyAsync(database, PlacesContext.Key);
        Assert.Equal("Region Id", await KeyColumnsAsync(database));
        await RollbackAsync(database, PlacesContext.Key);
        Assert.Equal("Id", await KeyColumnsAsync(database));
    }

    /// <summary>Before the old index goes, and before the new one takes its name.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_index_that_changes_places_is_taken_back_from_the_middle(int step)
    {
        await using var database = await OpenAsync();
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Number: var number } && number == step)
                    throw new TimeoutException("the test's own");
            },
        };
        await using (var context = PlacesContext.Open(database))
        {
            await Assert.ThrowsAsync<TimeoutException>(
                () => RunningFixture.Runner(context, observer, null).ApplyAsync(Phase.Expand, PlacesContext.Swap, CancellationToken.None));
        }

        await RollbackAsync(database, PlacesContext.Swap);
        Assert.Equal("IX_Places(Region)", await IndexesAsync(database));
        await ApplyAsync(database, PlacesContext.Swap);
        Assert.Equal("IX_Places(Region) IX_Places(Id)", await IndexesAsync(database));
    }

    [Fact]
    public async Task Scripts_do_the_same()
    {
        await using var database = await OpenAsync();
        var folder = Directory.CreateTempSubdirectory("ef-phased-scripts-").FullName;
        try
        {
            await using (var context = PlacesContext.Open(database))
                new ScriptEmitter(RunServices.From(context)).Write(null, folder);

            (await ScriptAsync(PlacesContext.Unique, "1-expand.sql")).Fails(server.Kind == ServerKind.PostgreSql ? 3 : 1, "EFP2040");
            Assert.Equal("PK", await KeysAsync(database));
            await database.ExecuteAsync(Sql(Correction));
            (await ScriptAsync(PlacesContext.Unique, "1-expand.sql")).Succeeds();
            Assert.Equal("AK PK", await KeysAsync(database));
            (await ScriptAsync(PlacesContext.Key, "1-expand.sql")).Succeeds();
            Assert.Equal("Region Id", await KeyColumnsAsync(database));
            (await ScriptAsync(PlacesContext.Key, "1-expand.sql")).Succeeds();

            (await ScriptAsync(PlacesContext.Key, "rollback-1-expand.sql")).Succeeds();
            Assert.Equal("Id", await KeyColumnsAsync(database));
            (await ScriptAsync(PlacesContext.Unique, "rollback-1-expand.sql")).Succeeds();
            Assert.Equal("PK", await KeysAsync(database));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task<CommandResult> ScriptAsync(string change, string file) => database.RunScriptAsync(Path.Combine(folder, change, file));
    }

    [Fact]
    public async Task A_script_that_forbids_something_waits_for_builds_from_before_the_change()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(Sql("UPDATE \"Places\" SET \"Code\" = \"Id\""));
        var folder = Directory.CreateTempSubdirectory("ef-phased-scripts-").FullName;
        try
        {
            await using (var context = PlacesContext.Open(database))
                new ScriptEmitter(RunServices.From(context)).Write(PlacesContext.Strict, folder);
            var script = Path.Combine(folder, PlacesContext.Strict, "4-contract.sql");
            await ApplyAsync(database, PlacesContext.Unique);
            await database.ExecuteAsync(Sql(
                "INSERT INTO \"__EFPhasedInstance\" (instance_id, context_name, application, version, host, process_id, client, db_user, tagged, beat_seconds, "
                + $"fingerprint, last_migration, started_at, last_seen_at) VALUES ('old', '{typeof(PlacesContext).FullName}', 'shop', '1.0', 'server', 7, NULL, 'shop', "
                + $"1, 60, 'f', '{PlacesContext.Initial}', CURRENT_TIMESTAMP, {(server.Kind == ServerKind.PostgreSql ? "CURRENT_TIMESTAMP" : "UTC_TIMESTAMP()")})"));

            var refused = await database.RunScriptAsync(script);
            Assert.NotEqual(0, refused.ExitCode);
            Assert.Contains($"shop 1.0 ({typeof(PlacesContext).FullName}) on server, process 7, knows migrations up to {PlacesContext.Initial} and may write", refused.Text, StringComparison.Ordinal);

            await database.ExecuteAsync(Sql($"UPDATE \"__EFPhasedInstance\" SET last_migration = '{PlacesContext.StrictContract}'"));
            (await database.RunScriptAsync(script)).Succeeds();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private protected async Task<TestDatabase> OpenAsync()
    {
        var database = await server.CreateDatabaseAsync();
        await using var context = PlacesContext.Open(database);
        await context.Database.MigrateAsync(PlacesContext.Initial);
        await database.ExecuteAsync(Sql(Duplicates));
        return database;
    }

    private protected static async Task ApplyAsync(TestDatabase database, string change)
    {
        await using var context = PlacesContext.Open(database);
        await RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, change, CancellationToken.None);
    }

    private protected static async Task RollbackAsync(TestDatabase database, string change)
    {
        await using var context = PlacesContext.Open(database);
        await RunningFixture.Runner(context, null, null).RollbackAsync(change, null, CancellationToken.None);
    }

    private protected string Sql(string sql) => server.Kind == ServerKind.PostgreSql ? sql : sql.Replace('"', '`');

    /// <summary>AK and PK, whichever there are, by their names.</summary>
    private protected async Task<string> KeysAsync(TestDatabase database)
        => await ListAsync(
            database, "SELECT CASE WHEN constraint_type = 'PRIMARY KEY' THEN 'PK' ELSE replace(constraint_name, '_Places', '') END FROM information_schema.table_constraints "
            + $"WHERE table_name = 'Places' AND table_schema = {Schema} AND constraint_type IN ('UNIQUE', 'PRIMARY KEY') ORDER BY constraint_name");

    private Task<string> IndexesAsync(TestDatabase database)
        => ListAsync(database, server.Kind == ServerKind.PostgreSql
            ? "SELECT i.relname || '(' || a.attname || ')' FROM pg_class i JOIN pg_attribute a ON a.attrelid = i.oid WHERE i.relname LIKE 'IX%' ORDER BY i.relname, a.attnum"
            : "SELECT CONCAT(INDEX_NAME, '(', COLUMN_NAME, ')') FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME LIKE 'IX%' ORDER BY INDEX_NAME, SEQ_IN_INDEX");

    private Task<string> KeyColumnsAsync(TestDatabase database)
        => ListAsync(
            database, "SELECT k.column_name FROM information_schema.key_column_usage k WHERE k.table_name = 'Places' "
            + $"AND k.table_schema = {Schema} AND k.constraint_name IN ('PK_Places', 'PRIMARY') ORDER BY k.ordinal_position");

    private string Schema => server.Kind == ServerKind.PostgreSql ? "current_schema()" : "DATABASE()";

    private static async Task<string> ListAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return string.Join(' ', (await Servers.DbConnectionExtensions.RowsAsync(connection, sql)).Select(r => r[0]));
    }
}
