using EfPhased.Design.Emit.Scripts;
using EfPhased.Gates;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>
/// A database of its own with the rename's table, and short ways to run phases on it.
/// </summary>
internal sealed class RunningFixture : IAsyncDisposable
{
    /// <summary>Most tests write through the old shape and contract at once.</summary>
    public static readonly RunSettings Impatient = new()
    {
        LockAttempts = 3,
        Policy = new GatePolicy { Quiet = TimeSpan.Zero },
        Overrides = [new GateOverride("statements", "the test's own")],
    };

    private RunningFixture(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public bool IsPostgreSql => Database.Server.Kind == ServerKind.PostgreSql;

    /// <summary>A database in which the application runs already: the initial migration and so many people.</summary>
    public static async Task<RunningFixture> WithPeopleAsync(TestServer server, int people = 10)
    {
        RunningFixture fixture = new(await server.CreateDatabaseAsync());
        await using var context = RenameContext.Open(fixture.Database);
        await context.Database.MigrateAsync(RenameContext.Initial);
        if (people > 0)
            await fixture.ExecuteAsync(fixture.Insert(1, people));
        return fixture;
    }

    /// <summary>A database in which only the contract is left to do.</summary>
    public static async Task<RunningFixture> SwitchedAsync(TestServer server)
    {
        var fixture = await WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        return fixture;
    }

    public static async Task<RunningFixture> EmptyAsync(TestServer server) => new(await server.CreateDatabaseAsync());

    public async Task<IReadOnlyList<string>> ApplyAsync(Phase phase, IRunObserver? observer = null, RunSettings? settings = null)
    {
        await using var context = RenameContext.Open(Database);
        return await Runner(context, observer, settings).ApplyAsync(phase, RenameContext.Change, CancellationToken.None);
    }

    public async Task<IReadOnlyList<string>> BackfillAsync(IRunObserver? observer = null)
    {
        await using var context = RenameContext.Open(Database);
        return await Runner(context, observer, null).BackfillAsync(RenameContext.Change, CancellationToken.None);
    }

    public async Task<IReadOnlyList<string>> RollbackAsync(Phase? to = null, IRunObserver? observer = null)
    {
        await using var context = RenameContext.Open(Database);
        return await Runner(context, observer, null).RollbackAsync(RenameContext.Change, to, CancellationToken.None);
    }

    public async Task<GateReport> CheckAsync(RunSettings? settings = null)
    {
        await using var context = RenameContext.Open(Database);
        return (await Runner(context, null, settings).CheckAsync(RenameContext.Change, CancellationToken.None))!;
    }

    public async Task<PhasedChangeStatus> StatusAsync()
    {
        await using var context = RenameContext.Open(Database);
        return Assert.Single(await Runner(context, null, null).GetChangesAsync(CancellationToken.None));
    }

    public async Task<IReadOnlyList<string>> AppliedAsync()
    {
        await using var context = RenameContext.Open(Database);
        return [.. await context.Database.GetAppliedMigrationsAsync()];
    }

    public async Task<string> ColumnsAsync(string table = "People")
    {
        await using var connection = await Database.OpenAsync();
        var schema = IsPostgreSql ? "current_schema()" : "DATABASE()";
        var rows = await Servers.DbConnectionExtensions.RowsAsync(
            connection, $"SELECT column_name FROM information_schema.columns WHERE table_schema = {schema} AND table_name = '{table}' ORDER BY column_name");
        return string.Join(",", rows.Select(r => r[0]));
    }

    public async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = await Database.OpenAsync();
        return Convert.ToString(await Servers.DbConnectionExtensions.ScalarAsync(connection, Sql(sql)), System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task ExecuteAsync(string sql) => Database.ExecuteAsync(Sql(sql));

    /// <summary>Standard quotes to the server's own.</summary>
    public string Sql(string sql) => IsPostgreSql ? sql : sql.Replace('"', '`');

    public string Insert(int first, int last)
        => IsPostgreSql
            ? $"INSERT INTO \"People\" (\"Id\", \"Name\") SELECT i, 'Person ' || i FROM generate_series({first}, {last}) i"
            : $"INSERT INTO \"People\" (\"Id\", \"Name\") SELECT i, CONCAT('Person ', i) FROM ({MySqlNumbers(first, last)}) AS numbers";

    /// <summary>Numbers in a column i. MariaDB ends a recursive query after a thousand.</summary>
    public static string MySqlNumbers(int first, int last)
    {
        var digits = "(" + string.Join(" UNION ALL ", Enumerable.Range(0, 10).Select(d => $"SELECT {d} AS d")) + ")";
        return $"SELECT {first} + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS i "
            + $"FROM {digits} a, {digits} b, {digits} c, {digits} e, {digits} f HAVING i <= {last}";
    }

    /// <summary>From now on the journal does not take the completion of a step.</summary>
    public async Task RefuseJournalAsync(int step)
    {
        if (IsPostgreSql)
        {
            await ExecuteAsync($"""
                CREATE OR REPLACE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS $f$
                BEGIN IF NEW.state = 'done' AND NEW.step = {step} THEN RAISE EXCEPTION 'refused by the test'; END IF; RETURN NEW; END $f$;
                CREATE TRIGGER test_refuse_i BEFORE INSERT OR UPDATE ON "__EFPhasedJournal" FOR EACH ROW EXECUTE FUNCTION test_refuse()
                """);
            return;
        }

        foreach (var (suffix, on) in new[] { ("i", "INSERT"), ("u", "UPDATE") })
        {
            await ExecuteAsync(
                $"CREATE TRIGGER test_refuse_{suffix} BEFORE {on} ON \"__EFPhasedJournal\" FOR EACH ROW "
                + $"BEGIN IF NEW.state = 'done' AND NEW.step = {step} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused by the test'; END IF; END");
        }
    }

    public async Task AcceptJournalAsync()
    {
        await ExecuteAsync("DROP TRIGGER test_refuse_i" + (IsPostgreSql ? " ON \"__EFPhasedJournal\"" : ""));
        if (!IsPostgreSql)
            await ExecuteAsync("DROP TRIGGER test_refuse_u");
    }

    /// <summary>What the shim does not see: a restore, a replica, or triggers that somebody had dropped for a while.</summary>
    public async Task WithoutTriggersAsync(string sql)
    {
        if (IsPostgreSql)
        {
            await ExecuteAsync("SET session_replication_role = replica; " + sql + "; SET session_replication_role = origin");
            return;
        }

        await using var connection = await Database.OpenAsync();
        var triggers = await Servers.DbConnectionExtensions.RowsAsync(
            connection, "SELECT TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() AND EVENT_MANIPULATION = 'UPDATE'");
        foreach (var trigger in triggers)
            await ExecuteAsync($"DROP TRIGGER `{trigger[0]}`");
        await ExecuteAsync(sql);
        foreach (var trigger in triggers)
            await Database.ExecuteAsync($"CREATE TRIGGER `{trigger[0]}` BEFORE UPDATE ON `People` FOR EACH ROW {trigger[1]}");
    }

    /// <summary>Runs scripts of the rename's bundle with the server's own client.</summary>
    public async Task RunScriptsAsync(params string[] scripts)
    {
        var root = Directory.CreateTempSubdirectory("efphased-scripts").FullName;
        try
        {
            await using var context = RenameContext.Open(Database);
            var folder = new ScriptEmitter(RunServices.From(context)).Write(RenameContext.Change, root).Bundles.Single().Folder;
            foreach (var script in scripts)
                (await Database.RunScriptAsync(Path.Combine(folder, script))).Succeeds();
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    public static PhasedRunner Runner(DbContext context, IRunObserver? observer, RunSettings? settings)
        => PhasedRunner.For(context, settings ?? Impatient, observer ?? new RecordingObserver());

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();
}
