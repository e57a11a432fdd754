using EfPhased.Gates;
using EfPhased.Testing.Running;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class LastWriteTests() : LastWriteBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public async Task A_role_that_may_only_write_to_the_table_writes_and_is_recorded()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        await AsRoleAsync(fixture, "GRANT SELECT, UPDATE ON \"People\" TO {0}", "UPDATE \"People\" SET \"Name\" = 'Old' WHERE \"Id\" = 1");
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);
    }

    [Fact]
    public async Task A_role_that_may_not_even_see_the_schema_writes_through_a_view()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(Server);
        await fixture.ExecuteAsync("CREATE SCHEMA outside; CREATE VIEW outside.people AS SELECT \"Id\", \"Name\" FROM \"People\"; REVOKE USAGE ON SCHEMA public FROM PUBLIC");
        await AsRoleAsync(
            fixture, "GRANT USAGE ON SCHEMA outside TO {0}; GRANT SELECT, UPDATE ON outside.people TO {0}", "UPDATE outside.people SET \"Name\" = 'Old' WHERE \"Id\" = 1");
        Assert.Equal("Old", await fixture.ScalarAsync("SELECT \"FullName\" FROM \"People\" WHERE \"Id\" = 1"));
    }

    private static async Task AsRoleAsync(RunningFixture fixture, string grants, string sql)
    {
        var role = $"test_{Guid.NewGuid():N}"[..30];
        await fixture.ExecuteAsync($"CREATE ROLE {role}; {grants.Replace("{0}", role, StringComparison.Ordinal)}");
        try
        {
            await fixture.ExecuteAsync($"SET ROLE {role}; {sql}; RESET ROLE");
        }
        finally
        {
            await fixture.ExecuteAsync($"RESET ROLE; DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }
}
