using System.Reflection;
using EfPhased.Testing.Faults;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>What a run does beyond the statements of a change: asking again under a drop's lock, and what going back would lose.</summary>
public abstract class UpAndBackBehaviour(TestServer server, Assembly recipes)
{
    [Theory]
    // Two tables whose triggers write each other: both are locked at once.
    [InlineData("MoveRowsTests.One_table_into_two")]
    [InlineData("MoveRowsTests.An_optional_row_into_columns")]
    [InlineData("MoveBetweenTests.To_a_row_that_shares_the_key")]
    [InlineData("MoveBetweenTests.Back_to_the_first_table_of_an_entity")]
    [InlineData("JoinRowsTests.A_foreign_key_to_rows_that_join")]
    // A default of another type than its column.
    [InlineData("AddColumnTests.Required_with_a_default_that_differs_from_row_to_row")]
    public async Task A_change_goes_up_and_back(string name)
    {
        var scenario = ScenarioCatalog.Of(recipes).Single(s => s.Name == name).Scenario;
        var pack = MigrationPack.Of(server, scenario, scenario.OldModel(server));
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        foreach (var command in PackedCommand.All)
        {
            await PackedRun.RunAsync(server, database.ConnectionString, pack, command, new RecordingObserver(), CancellationToken.None);
            var status = await PackedRun.StatusAsync(server, database.ConnectionString, pack);
            Assert.All(status.Migrations, m => Assert.Equal(command.Back ? m.Phase < command.Phase : m.Phase <= command.Phase, m.IsApplied));
        }
    }
}
