using EfPhased.Gates;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>The shim remembers when somebody last wrote through the old shape alone, and a contract waits until that is a while ago.</summary>
public abstract class LastWriteBehaviour(TestServer server)
{
    private const string Record = "efphased_renamename_";

    protected TestServer Server { get; } = server;

    [Theory]
    [InlineData("INSERT INTO \"People\" (\"Id\", \"Name\") VALUES (100, 'Old')")]
    [InlineData("UPDATE \"People\" SET \"Name\" = 'Old' WHERE \"Id\" = 1")]
    public async Task A_write_through_the_old_shape_alone_is_refused_until_it_is_a_while_ago(string sql)
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        await fixture.ExecuteAsync(sql);
        var refused = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Refused, refused.Outcome);
        Assert.Contains("'People' was", Assert.Single(refused.Evidence), StringComparison.Ordinal);
        Assert.Contains("gate.quiet", refused.MoveOn, StringComparison.Ordinal);

        await AgeAsync(fixture, minutes: 9);
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);
        await AgeAsync(fixture, minutes: 2);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        await fixture.ExecuteAsync(sql.Replace("100", "101", StringComparison.Ordinal).Replace("'Old'", "'Older'", StringComparison.Ordinal));
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);
    }

    [Theory]
    [InlineData("INSERT INTO \"People\" (\"Id\", \"FullName\") VALUES (100, 'New')")]
    [InlineData("INSERT INTO \"People\" (\"Id\", \"Name\", \"FullName\") VALUES (100, 'Both', 'Both')")]
    [InlineData("UPDATE \"People\" SET \"FullName\" = 'New' WHERE \"Id\" = 1")]
    [InlineData("UPDATE \"People\" SET \"FullName\" = 'Both', \"Name\" = 'Both' WHERE \"Id\" = 1")]
    [InlineData("UPDATE \"People\" SET \"Id\" = 200 WHERE \"Id\" = 1")]
    [InlineData("DELETE FROM \"People\" WHERE \"Id\" = 1")]
    public async Task Other_writes_leave_the_record_alone(string sql)
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        await fixture.ExecuteAsync(sql);
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Passed, result.Outcome);
        Assert.Contains("has not been written to through the old shape alone", Assert.Single(result.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backfill_is_no_such_write_and_neither_is_the_return_of_the_old_shape()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        await fixture.ApplyAsync(Phase.Contract);
        Assert.Equal("", await RecordsAsync(fixture));

        await fixture.RollbackAsync(Phase.Switch);
        Assert.StartsWith(Record, await RecordsAsync(fixture), StringComparison.Ordinal);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        await fixture.RollbackAsync();
        Assert.Equal("", await RecordsAsync(fixture));
    }

    [Fact]
    public async Task Writes_before_Switch_count_from_the_time_when_they_were_seen()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(Server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ExecuteAsync("UPDATE \"People\" SET \"Name\" = 'Old' WHERE \"Id\" = 1");
        await fixture.ApplyAsync(Phase.Switch);
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);
        await AgeAsync(fixture, minutes: 11);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
    }

    [Fact]
    public async Task Without_a_quiet_time_nothing_is_asked()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        Assert.Equal(GateOutcome.NotChecked, (await CheckAsync(fixture, TimeSpan.Zero)).Outcome);
    }

    private protected static async Task<GateResult> CheckAsync(RunningFixture fixture, TimeSpan? quiet = null)
    {
        await using var context = RenameContext.Open(fixture.Database);
        var settings = RunningFixture.Impatient with { Policy = new GatePolicy { Quiet = quiet ?? TimeSpan.FromMinutes(10) } };
        var report = await RunningFixture.Runner(context, null, settings).CheckAsync(RenameContext.Change, CancellationToken.None);
        return report!.Results.Single(r => r.Condition == "last write");
    }

    private protected static async Task<string> RecordsAsync(RunningFixture fixture)
        => await fixture.ScalarAsync(
            fixture.IsPostgreSql
                ? $"SELECT string_agg(relname, ',') FROM pg_class WHERE relname LIKE '{Record}%'"
                : $"SELECT GROUP_CONCAT(TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '{Record}%'") ?? "";

    /// <summary>Moves the record into the past.</summary>
    private static async Task AgeAsync(RunningFixture fixture, int minutes)
    {
        if (fixture.IsPostgreSql)
        {
            var record = await RecordsAsync(fixture);
            await fixture.ScalarAsync($"SELECT setval('{record}', last_value - {minutes * 60}) FROM {record}");
            return;
        }

        await fixture.ExecuteAsync($"UPDATE \"__EFPhasedWrite\" SET moved_at = moved_at - INTERVAL {minutes} MINUTE");
    }
}
