using EfPhased.Dialects;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>What befalls a run from outside, between two steps, has a number and a way on.</summary>
public abstract class OutsideFaultsBehaviour(TestServer server)
{
    [Theory]
    [InlineData("EFP2030", "57014", "70100", 1969, "canceling statement due to statement timeout")]
    [InlineData("EFP2031", "53100", "HY000", 1114, "could not extend file: No space left on device")]
    public async Task The_server_ends_a_statement_or_has_no_space(string code, string postgreSql, string mySql, int number, string text)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        var raise = fixture.IsPostgreSql
            ? $"RAISE EXCEPTION '{text}' USING ERRCODE = '{postgreSql}'; RETURN NEW;"
            : $"SIGNAL SQLSTATE '{mySql}' SET MYSQL_ERRNO = {number}, MESSAGE_TEXT = '{text}';";
        await fixture.ExecuteAsync(fixture.IsPostgreSql
            ? $"""
                CREATE FUNCTION test_fail() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN {raise} END $f$;
                CREATE TRIGGER test_fail BEFORE INSERT ON "{SessionSql.RunTable}" FOR EACH ROW EXECUTE FUNCTION test_fail()
                """
            : $"CREATE TRIGGER test_fail BEFORE INSERT ON \"{SessionSql.RunTable}\" FOR EACH ROW BEGIN {raise} END");

        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        Assert.Equal(code, error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains(fixture.Database.Name, error.Message, StringComparison.Ordinal);

        await fixture.ExecuteAsync($"DROP TRIGGER test_fail{(fixture.IsPostgreSql ? $" ON \"{SessionSql.RunTable}\"" : "")}");
        Assert.Equal([RenameContext.Switch], await fixture.ApplyAsync(Phase.Switch));
    }
}
