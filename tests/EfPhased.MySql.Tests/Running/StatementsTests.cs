using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class StatementsTests() : StatementsBehaviour(MySqlServer.Instance)
{
    // Every test database has statements of its own, and the server remembers a fixed number of them.
    private protected override async Task<RunningFixture> StartAsync()
    {
        var fixture = await RunningFixture.WithPeopleAsync(Server);
        await ResetAsync(fixture);
        return fixture;
    }

    private protected override Task ResetAsync(RunningFixture fixture)
        => fixture.ExecuteAsync("TRUNCATE TABLE performance_schema.events_statements_summary_by_digest");

    private protected override void ClearPools()
    {
    }
}
