using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary><c>Database.Migrate()</c> runs what may run unattended.</summary>
public abstract class MigrateBehaviour(TestServer server)
{
    private static readonly string[] All =
        [RenameContext.Initial, RenameContext.Expand, RenameContext.Switch, RenameContext.Contract, RenameContext.Later];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fresh_database_gets_everything(bool synchronous)
    {
        await using var fixture = await RunningFixture.EmptyAsync(server);
        await MigrateAsync(fixture, synchronous: synchronous);
        Assert.Equal(All, await fixture.AppliedAsync());
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task A_contract_is_held_back_and_later_migrations_go_on()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await MigrateAsync(fixture);
        Assert.Equal(All.Except([RenameContext.Contract]), await fixture.AppliedAsync());
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());

        await MigrateAsync(fixture);
        Assert.Equal(All.Except([RenameContext.Contract]), await fixture.AppliedAsync());

        await fixture.ApplyAsync(Phase.Contract);
        Assert.Equal(All, await fixture.AppliedAsync());
        await MigrateAsync(fixture);
    }

    [Fact]
    public async Task A_backfill_of_a_large_table_is_left_to_somebody_who_watches()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 200);
        var error = await Assert.ThrowsAsync<PhasedException>(() => MigrateAsync(fixture, maxUnwatchedRows: 100));
        Assert.Equal("EFP2004", error.Code);
        Assert.Contains("dotnet ef-phased backfill RenameName", error.Message, StringComparison.Ordinal);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());

        Assert.Equal([RenameContext.Expand], await fixture.BackfillAsync());
        await MigrateAsync(fixture, maxUnwatchedRows: 100);
        Assert.Contains(RenameContext.Switch, await fixture.AppliedAsync());
    }

    [Fact]
    public async Task A_contract_asked_for_by_name_must_pass_the_gate()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await MigrateAsync(fixture, RenameContext.Switch);
        await fixture.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"People\"");
        var error = await Assert.ThrowsAsync<PhasedException>(() => MigrateAsync(fixture, RenameContext.Contract));
        Assert.Equal("EFP3001", error.Code);

        await fixture.ExecuteAsync("DROP VIEW \"Names\"");
        await MigrateAsync(fixture, "RenameName_Contract");
        Assert.Contains(RenameContext.Contract, await fixture.AppliedAsync());
    }

    [Fact]
    public async Task An_earlier_target_reverts_what_came_after_it()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await MigrateAsync(fixture);
        await MigrateAsync(fixture, RenameContext.Initial);
        Assert.Equal([RenameContext.Initial], await fixture.AppliedAsync());
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());

        await MigrateAsync(fixture, Migration.InitialDatabase);
        Assert.Empty(await fixture.AppliedAsync());
    }

    [Fact]
    public async Task Instances_that_start_at_once_wait_for_each_other()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 2_000);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(fixture))));
        Assert.Equal(All.Except([RenameContext.Contract]), await fixture.AppliedAsync());
    }

    [Fact]
    public async Task An_open_transaction_is_refused()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await using var context = RenameContext.Open(fixture.Database);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var error = await Assert.ThrowsAsync<PhasedException>(() => context.Database.MigrateAsync());
        Assert.Equal("EFP2009", error.Code);
    }

    private static async Task MigrateAsync(
        RunningFixture fixture, string? target = null, long maxUnwatchedRows = 100_000, bool synchronous = false)
    {
        await using var context = RenameContext.Open(fixture.Database, maxUnwatchedRows);
        if (synchronous)
            context.GetService<IMigrator>().Migrate(target);
        else
            await context.GetService<IMigrator>().MigrateAsync(target);
    }
}
