using EfPhased.Gates;
using EfPhased.Testing.Running;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class StatementsTests() : StatementsBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public async Task Without_the_extension_nothing_is_known()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.NotChecked, result.Outcome);
        Assert.Contains("CREATE EXTENSION pg_stat_statements", Assert.Single(result.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_still_shows_such_a_statement_is_named()
    {
        await using var fixture = await SwitchedAsync();
        await using var session = await Server.OpenAsync(fixture.Database.ConnectionString + ";Application Name=report;Pooling=false");
        await Testing.Servers.DbConnectionExtensions.RowsAsync(session, "SELECT \"Name\" FROM \"People\"");
        Assert.Contains((await CheckAsync(fixture)).Evidence, e => e.StartsWith("session ", StringComparison.Ordinal) && e.Contains("(report)", StringComparison.Ordinal));
    }

    private protected override async Task<RunningFixture> StartAsync()
    {
        var fixture = await RunningFixture.WithPeopleAsync(Server);
        await fixture.ExecuteAsync("CREATE SCHEMA statistics; CREATE EXTENSION pg_stat_statements SCHEMA statistics");
        return fixture;
    }

    private protected override Task ResetAsync(RunningFixture fixture)
        => fixture.ExecuteAsync("SELECT statistics.pg_stat_statements_reset()");

    private protected override void ClearPools() => NpgsqlConnection.ClearAllPools();
}
