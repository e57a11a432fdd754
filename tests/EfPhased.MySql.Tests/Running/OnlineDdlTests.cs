using EfPhased.Design.Emit.Scripts;
using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using MySql.Data.MySqlClient;
using Xunit;
using DbConnectionExtensions = EfPhased.Testing.Servers.DbConnectionExtensions;

namespace EfPhased.MySql.Tests.Running;

/// <summary>
/// Tables of which the model does not say that the server can change their columns only by building them anew: what a run does where
/// nobody has to wait for that, and where writers would have to.
/// </summary>
public sealed class OnlineDdlTests
{
    private const string Compress = "ALTER TABLE People ROW_FORMAT=COMPRESSED";
    private const string Search = "ALTER TABLE People ADD FULLTEXT INDEX ft (Name)";

    // Against somebody who writes all the time, three attempts that do not wait may all fail.
    private static readonly RunSettings AgainstWrites = RunningFixture.Impatient with { LockAttempts = new RunSettings().LockAttempts };

    [Fact]
    public async Task Where_writers_would_wait_nothing_is_done_and_the_error_says_what_to_do()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(MySqlServer.Instance);
        await fixture.ExecuteAsync(Search);
        var before = await fixture.ScalarAsync(CreateTable);

        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand));
        Assert.Equal("EFP2025", error.Code);
        Assert.Contains("LOCK=NONE is not supported", error.Message, StringComparison.Ordinal);
        Assert.Contains("gh-ost", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.ScalarAsync(CreateTable));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"));

        // The hidden column of the index outlives it: still no instant way, but nobody has to wait any more.
        await fixture.ExecuteAsync("ALTER TABLE People DROP INDEX ft");
        RecordingObserver observer = new();
        await fixture.ApplyAsync(Phase.Expand, observer);
        Assert.Contains(observer.Of<Notice>(), n => n.Text.Contains("ALGORITHM=INPLACE, LOCK=NONE", StringComparison.Ordinal));
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task What_somebody_has_done_by_hand_is_found_done()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(MySqlServer.Instance);
        await fixture.ExecuteAsync(Search);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand));

        await fixture.ExecuteAsync("ALTER TABLE People ADD COLUMN FullName varchar(100) NULL");
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM People WHERE FullName = Name"));
    }

    [Fact]
    public async Task A_contract_stops_before_what_writers_would_wait_for_and_goes_on_there()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(MySqlServer.Instance);
        await fixture.ExecuteAsync("ALTER TABLE People ADD FULLTEXT INDEX ft (FullName)");
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract));
        Assert.Equal("EFP2025", error.Code);
        Assert.Contains("drop column People.Name", error.Message, StringComparison.Ordinal);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());

        // The only version left goes on writing, and what the run held it has given back.
        await fixture.ExecuteAsync("INSERT INTO People (Id, FullName) VALUES (11, 'Person 11')");
        await fixture.ExecuteAsync("ALTER TABLE People DROP INDEX ft");
        await fixture.ApplyAsync(Phase.Contract);
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
        Assert.Equal("Person 11", await fixture.ScalarAsync("SELECT FullName FROM People WHERE Id = 11"));
    }

    /// <summary>A contract that holds the table's lock while it asks the gate once more must not hold it while the server builds.</summary>
    [Fact]
    public async Task Where_nobody_has_to_wait_the_table_is_built_anew_while_others_write()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(MySqlServer.Instance, people: 60_000);
        await fixture.ExecuteAsync(Compress);

        await WritesGoOnAsync(fixture, "add column People.FullName", "Name", observer => fixture.ApplyAsync(Phase.Expand, observer, AgainstWrites));
        await fixture.ApplyAsync(Phase.Switch);
        await WritesGoOnAsync(fixture, "drop column People.Name", "FullName", observer => fixture.ApplyAsync(Phase.Contract, observer, AgainstWrites));
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
        Assert.Contains("row_format=COMPRESSED", await fixture.ScalarAsync(CreateTable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_do_the_same()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(MySqlServer.Instance);
        await fixture.ExecuteAsync(Search);
        var folder = Directory.CreateTempSubdirectory("ef-phased-scripts-").FullName;
        try
        {
            await using (var context = RenameContext.Open(fixture.Database))
                new ScriptEmitter(RunServices.From(context)).Write(null, folder);

            (await ScriptAsync("1-expand.sql")).Fails(1, "EFP2025");
            Assert.Equal("Id,Name", await fixture.ColumnsAsync());

            await fixture.ExecuteAsync("ALTER TABLE People DROP INDEX ft");
            (await ScriptAsync("1-expand.sql")).Succeeds();
            Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task<CommandResult> ScriptAsync(string file) => fixture.Database.RunScriptAsync(Path.Combine(folder, RenameContext.Change, file));
    }

    private const string CreateTable =
        "SELECT CONCAT(GROUP_CONCAT(CONCAT(c.COLUMN_NAME, ' ', c.COLUMN_TYPE) ORDER BY c.ORDINAL_POSITION), ' ', t.CREATE_OPTIONS) FROM information_schema.COLUMNS c "
        + "JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME) WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME = 'People' GROUP BY t.CREATE_OPTIONS";

    // Writes of one column, one after the other: where they had to wait for the build, hardly one would end within the step.
    private static async Task WritesGoOnAsync(RunningFixture fixture, string step, string column, Func<RecordingObserver, Task> run)
    {
        using CancellationTokenSource stop = new();
        var (begun, ended, written) = (false, false, 0);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                begun |= e is StepStarted s && s.Description == step;
                ended |= e is StepDone d && d.Description == step;
            },
        };
        var writer = Task.Run(WriteAsync);
        await run(observer);
        await stop.CancelAsync();
        await writer;
        Assert.True(begun && ended, string.Join(", ", observer.Of<StepStarted>().Select(s => s.Description)));
        Assert.Contains(observer.Of<Notice>(), n => n.Text.Contains("ALGORITHM=INPLACE, LOCK=NONE", StringComparison.Ordinal));
        Assert.True(written >= 20, $"{written} writes ended during '{step}', which took {observer.Of<StepDone>().Single(d => d.Description == step).Took}.");

        async Task WriteAsync()
        {
            await using var connection = await fixture.Database.OpenAsync();
            for (var i = 1; !stop.IsCancellationRequested; i++)
            {
                var during = Volatile.Read(ref begun) && !Volatile.Read(ref ended);
                await DbConnectionExtensions.ExecuteAsync(connection, $"UPDATE People SET {column} = 'Somebody {i}' WHERE Id = {1 + (i % 60_000)}");
                if (during && !Volatile.Read(ref ended))
                    written++;
            }
        }
    }
}
