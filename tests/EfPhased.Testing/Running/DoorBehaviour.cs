using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary>A closed contract is closed at every door that EF Core has, and an open one opens.</summary>
public abstract class DoorBehaviour(TestServer server)
{
    [Fact]
    public Task A_plain_script_asks_before_it_drops() => ScriptAsksAsync(idempotent: false);

    protected async Task ScriptAsksAsync(bool idempotent)
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        await fixture.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"People\"");
        var script = Script(fixture, RenameContext.Switch, RenameContext.Contract, idempotent);
        await RefusedAsync(fixture, script, "Names");
        await fixture.ExecuteAsync("DROP VIEW \"Names\"");
        await RunAsync(fixture, script);
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
        Assert.Contains(RenameContext.Contract, await fixture.AppliedAsync());
        if (idempotent)
            await RunAsync(fixture, script);
    }

    [Fact]
    public async Task A_plain_script_wants_the_earlier_phases_first()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        await RefusedAsync(fixture, Script(fixture, RenameContext.Switch, RenameContext.Contract, idempotent: false), $"'{RenameContext.Switch}' is not applied");
    }

    [Fact]
    public async Task A_plain_script_finds_rows_that_differ()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        await fixture.WithoutTriggersAsync("UPDATE \"People\" SET \"Name\" = 'Other' WHERE \"Id\" IN (3, 5)");
        await RefusedAsync(fixture, Script(fixture, RenameContext.Switch, RenameContext.Contract, idempotent: false), "2 rows of 'People' differ (FullName)");
    }

    [Fact]
    public async Task A_whole_plain_script_builds_a_fresh_database()
    {
        await using var fixture = await RunningFixture.EmptyAsync(server);
        await RunAsync(fixture, Script(fixture, Migration.InitialDatabase, null, idempotent: false));
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task What_cannot_run_inside_a_block_is_no_part_of_an_idempotent_script()
    {
        await using var fixture = await RunningFixture.EmptyAsync(server);
        var error = Assert.Throws<PhasedException>(() => Script(fixture, Migration.InitialDatabase, RenameContext.Expand, idempotent: true));
        Assert.Equal("EFP1005", error.Code);
    }

    [Fact]
    public async Task A_context_that_does_not_use_phased_migrations_cannot_run_them()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        DbContextOptionsBuilder<RenameContext> options = new();
        server.Configure(options, fixture.Database.ConnectionString);
        await using var context = new RenameContext(options.Options);

        // EF Core's own words: a generator that does not know the operation stops before the first statement.
        var error = await Assert.ThrowsAnyAsync<Exception>(() => context.Database.MigrateAsync(RenameContext.Contract));
        Assert.Contains("GateOperation", error.Message, StringComparison.Ordinal);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    private static string Script(RunningFixture fixture, string from, string? to, bool idempotent)
    {
        using var context = RenameContext.Open(fixture.Database);
        return context.GetService<IMigrator>().GenerateScript(
            from, to, idempotent ? MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Script);
    }

    private static async Task RefusedAsync(RunningFixture fixture, string script, string reason)
    {
        var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync(fixture, script));
        if (fixture.IsPostgreSql)
        {
            Assert.Contains("EFP3001", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        Assert.Contains("Name,", await fixture.ColumnsAsync() + ",", StringComparison.Ordinal);
        Assert.DoesNotContain(RenameContext.Contract, await fixture.AppliedAsync());
    }

    private static async Task RunAsync(RunningFixture fixture, string script)
    {
        await using var connection = await fixture.Database.OpenAsync();
        foreach (var statement in fixture.IsPostgreSql ? PostgreSqlStatements(script) : [script])
            await Servers.DbConnectionExtensions.ExecuteAsync(connection, statement);
    }

    // As psql does it: one statement after the other, which CREATE INDEX CONCURRENTLY needs. EF Core ends each with an empty line.
    private static IEnumerable<string> PostgreSqlStatements(string script)
        => script.ReplaceLineEndings("\n").Split(";\n\n", StringSplitOptions.RemoveEmptyEntries).Where(s => !string.IsNullOrWhiteSpace(s));
}
