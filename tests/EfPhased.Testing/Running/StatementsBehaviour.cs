using EfPhased.Gates;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>The server's own statistics tell what has been run since Switch.</summary>
public abstract class StatementsBehaviour(TestServer server)
{
    protected TestServer Server { get; } = server;

    [Theory]
    [InlineData("SELECT \"Name\" FROM \"People\" WHERE \"Id\" = 3")]
    [InlineData("SELECT p.\"Name\" FROM \"People\" AS p")]
    [InlineData("UPDATE \"People\" SET \"Name\" = 'Old' WHERE \"Id\" = 1")]
    [InlineData("INSERT INTO \"People\" (\"Id\", \"Name\") VALUES (100, 'Old')")]
    public async Task A_statement_that_names_the_old_shape_since_Switch_is_refused(string sql)
    {
        await using var fixture = await SwitchedAsync();
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        await RunAsync(fixture, sql);
        var refused = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Refused, refused.Outcome);
        Assert.Contains(refused.Evidence, e => e.StartsWith("1 calls since ", StringComparison.Ordinal) && e.Contains("People", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT \"FullName\" FROM \"People\"")]
    [InlineData("SELECT count(*) AS \"Name\" FROM \"People\"")]
    [InlineData("SELECT \"Name\" FROM \"Others\" WHERE \"Name\" <> 'People'")]
    [InlineData("UPDATE \"People\" SET \"FullName\" = 'Name' WHERE \"Id\" = 1")]
    public async Task Other_statements_do_not_matter(string sql)
    {
        await using var fixture = await SwitchedAsync();
        await RunAsync(fixture, sql);
        var result = await CheckAsync(fixture);
        Assert.True(result.Outcome == GateOutcome.Passed, string.Join('\n', result.Evidence));
    }

    [Fact]
    public async Task What_was_run_before_Switch_counts_only_when_it_is_run_again()
    {
        await using var fixture = await StartAsync();
        const string sql = "SELECT \"Name\" FROM \"People\" WHERE \"Id\" = 3";
        await RunAsync(fixture, sql);
        await RunAsync(fixture, sql);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        await RunAsync(fixture, sql);
        Assert.Contains((await CheckAsync(fixture)).Evidence, e => e.StartsWith("1 calls since ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_own_statements_do_not_count()
    {
        await using var fixture = await SwitchedAsync();
        await fixture.BackfillAsync();
        await fixture.CheckAsync();
        await fixture.StatusAsync();
        await fixture.BackfillAsync();
        var result = await CheckAsync(fixture);
        Assert.True(result.Outcome == GateOutcome.Passed, string.Join('\n', result.Evidence));
    }

    [Fact]
    public async Task The_new_version_does_not_matter_and_the_old_one_does()
    {
        await using var fixture = await SwitchedAsync();
        DbContextOptionsBuilder options = new();
        Server.Configure(options, fixture.Database.ConnectionString);
        await using (NewPeople context = new(options.Options))
        {
            var person = await context.Set<NewPerson>().OrderBy(p => p.Id).FirstAsync();
            person.FullName = "New";
            context.Add(new NewPerson { Id = 200, FullName = "Newer" });
            await context.SaveChangesAsync();
        }

        ClearPools();
        var passed = await CheckAsync(fixture);
        Assert.True(passed.Outcome == GateOutcome.Passed, string.Join('\n', passed.Evidence));
        await using (OldPeople context = new(options.Options))
            await context.Set<OldPerson>().OrderBy(p => p.Id).FirstAsync();
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);
    }

    [Fact]
    public async Task A_reset_is_noticed()
    {
        await using var fixture = await SwitchedAsync();

        // MariaDB knows the time of a reset to the second, and another test may just have made one.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await ResetAsync(fixture);
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.NotChecked, result.Outcome);
        Assert.Contains("forgot its statistics at", Assert.Single(result.Evidence), StringComparison.Ordinal);

        await RunAsync(fixture, "SELECT \"Name\" FROM \"People\"");
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);
    }

    /// <summary>A database whose server counts statements, before Expand.</summary>
    private protected abstract Task<RunningFixture> StartAsync();

    private protected abstract Task ResetAsync(RunningFixture fixture);

    private protected abstract void ClearPools();

    private protected async Task<RunningFixture> SwitchedAsync()
    {
        var fixture = await StartAsync();
        await fixture.ExecuteAsync("CREATE TABLE \"Others\" (\"Name\" varchar(100))");
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        return fixture;
    }

    private protected static async Task<GateResult> CheckAsync(RunningFixture fixture)
    {
        var report = await fixture.CheckAsync(RunningFixture.Impatient with { Overrides = [] });
        return report.Results.Single(r => r.Condition == "statements");
    }

    // A session that stays shows its last statement for as long as it does nothing else.
    private async Task RunAsync(RunningFixture fixture, string sql)
    {
        await fixture.ExecuteAsync(sql);
        ClearPools();
    }
}
