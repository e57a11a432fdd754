using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.MySql.Tests.Running;

/// <summary>Triggers change one by one here, so that a switch may end between two of them.</summary>
public sealed class InterruptedSwitchTests
{
    private const string Triggers = "SELECT TRIGGER_NAME, CREATED FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() AND TRIGGER_NAME LIKE 'zz%' ORDER BY 1";

    [Fact]
    public async Task What_is_left_of_the_old_triggers_goes_and_the_new_ones_stay_as_they_are()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(MySqlServer.Instance);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.RefuseJournalAsync(step: 1);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        await fixture.AcceptJournalAsync();
        var switched = await TriggersAsync(fixture);
        var old = switched.Keys.Single(t => t.EndsWith("_su", StringComparison.Ordinal))[..^2] + "u";
        await fixture.ExecuteAsync($"CREATE TRIGGER {old} BEFORE UPDATE ON \"People\" FOR EACH ROW SET NEW.\"Name\" = NEW.\"Name\"");

        await fixture.ApplyAsync(Phase.Switch);
        Assert.Equal(switched, await TriggersAsync(fixture));
    }

    private static async Task<Dictionary<string, string>> TriggersAsync(RunningFixture fixture)
    {
        await using var connection = await fixture.Database.OpenAsync();
        return (await connection.RowsAsync(Triggers)).ToDictionary(r => r[0]!, r => r[1]!);
    }
}
