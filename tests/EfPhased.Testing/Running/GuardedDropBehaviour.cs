using System.Reflection;
using EfPhased.Testing.Faults;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>A contract that takes dual write between two tables away asks its gate again while it holds both.</summary>
public abstract class GuardedDropBehaviour(TestServer server, Assembly recipes)
{
    [Theory]
    [InlineData("MoveRowsTests.One_table_into_two")]
    [InlineData("MoveRowsTests.An_optional_row_into_columns")]
    public async Task Tables_that_trigger_each_other_are_locked_together(string name)
    {
        var scenario = ScenarioCatalog.Of(recipes).Single(s => s.Name == name).Scenario;
        var pack = MigrationPack.Of(server, scenario, TestModels.ThroughSnapshot(server, TestModels.Build(server, scenario.Before)));
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        foreach (var phase in Enum.GetValues<Phase>())
            await PackedRun.RunAsync(server, database.ConnectionString, pack, new PackedCommand(phase, Back: false), new RecordingObserver(), CancellationToken.None);

        var status = await PackedRun.StatusAsync(server, database.ConnectionString, pack);
        Assert.All(status.Migrations, m => Assert.True(m.IsApplied));
    }
}
