using System.Runtime.CompilerServices;
using System.Text;
using EfPhased.Design.Planning;
using EfPhased.Running;
using EfPhased.Testing.Goldens;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Planning;

/// <summary>
/// Every scenario of every recipe once more: together with another column of the same table, taken back while its contract is
/// pending, and with another change of the same table while it is. One golden table of plans for all, the oracles for some.
/// </summary>
public abstract class EveryScenarioBehaviour(TestServer server)
{
    private const string Beside = "Beside";
    private const string Defect = "EFP4009";
    private const int SampleSize = 3;

    private IReadOnlyList<NamedScenario> Scenarios => ScenarioCatalog.Of(GetType().Assembly);

    [Fact]
    public void Beside_another_change_and_after_one() => Verify();

    /// <summary>The same few in every run; another seed takes others.</summary>
    [Fact]
    public async Task A_sample_with_another_column_of_the_same_table()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("EFPHASED_TEST_SEED"), out var given) ? given : 4711;
        var possible = Scenarios.Where(s => s.Scenario.RunAs is null && s.Scenario.Left is null && With(s.Scenario) is { } both && Plan(both).Plan is not null).ToArray();
        new Random(seed).Shuffle(possible);
        foreach (var (name, scenario) in possible.Take(SampleSize))
        {
            try
            {
                await RecipeRun.VerifyAsync(server, With(scenario)!);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{name}, with another column (seed {seed}): {e.Message}", e);
            }
        }
    }

    private void Verify([CallerFilePath] string testFile = "")
    {
        var text = new StringBuilder("| scenario | alone | with another column | taken back while open | another column while open |\n| --- | --- | --- | --- | --- |\n");
        foreach (var (name, scenario) in Scenarios)
        {
            var alone = Plan(scenario);
            var both = With(scenario);
            text.Append($"| {name} | {alone.Text} | {(both is null ? "-" : Plan(both).Text)} | ");
            text.Append($"{After(alone.Plan, Reversed(scenario))} | {(both is null ? "-" : After(alone.Plan, Next(scenario, both.After)))} |\n");
        }

        Golden.Verify(text.ToString(), server.Kind.ToString(), testFile, "Table");
        Assert.DoesNotContain(Defect, text.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What the next change meets while the contract of one is pending.</summary>
    private string After(PhasedPlan? open, RecipeScenario change)
    {
        if (open is null || open.Migrations.All(m => m.Phase != Phase.Contract))
            return "-";
        var next = Plan(change);
        if (next.Plan is not { } plan)
            return next.Text;
        var planned = plan.Migrations.SelectMany(m => m.Up).ToList();
        var contract = open.Migrations.Single(m => m.Phase == Phase.Contract).Up;
        var held = OpenConstraints.Overlap(contract, planned) ?? OpenRows.Overlap(contract, planned)
            ?? OpenChanges.Overlap(open.Migrations.SelectMany(m => m.Up), planned)?.ToString();
        return held is null ? next.Text : $"EFP4007 {held}";
    }

    private static RecipeScenario Reversed(RecipeScenario scenario)
        => new(scenario.After, scenario.Before)
        {
            Hints = Back(scenario.Hints),
            Options = scenario.Options is { } options ? (options.New, options.Old) : null,
        };

    private static RecipeScenario Next(RecipeScenario scenario, Action<ModelBuilder> after)
        => new(scenario.After, after) { Options = scenario.Options is { } options ? (options.New, options.New) : null };

    private static PlanHints Back(PlanHints hints)
        => new() { Renames = [.. hints.Renames.Select(r => r.Split('=')).Select(r => $"{r[1]}={r[0][(r[0].LastIndexOf('.') + 1)..]}")] };

    private RecipeScenario? With(RecipeScenario scenario)
        => Plan(scenario).Plan is { } plan && TouchedType(plan, scenario) is { } type
            ? scenario with
            {
                After = m =>
                {
                    scenario.After(m);
                    m.Entity(type).Property<int?>(Beside);
                },
            }
            : null;

    // The table is there before and after, and an entity type of its own is mapped to it.
    private string? TouchedType(PhasedPlan plan, RecipeScenario scenario)
    {
        var (before, after) = (TestModels.Build(scenario.OldOn(server), scenario.Before), TestModels.Build(scenario.NewOn(server), scenario.After));
        return plan.Migrations.SelectMany(m => m.Up).SelectMany(OperationText.Tables)
            .Where(t => Tables(before, t).Any())
            .SelectMany(t => Tables(after, t)).FirstOrDefault()?.Name;
    }

    private static IEnumerable<IReadOnlyEntityType> Tables(IReadOnlyModel model, (string Table, string? Schema) table)
        => model.GetEntityTypes().Where(e => e.GetTableName() == table.Table && e.GetSchema() == table.Schema && e.BaseType is null && !e.IsOwned());

    private (string Text, PhasedPlan? Plan) Plan(RecipeScenario change)
    {
        using var context = PlanningContext.Open(change.NewOn(server), server.AdministratorConnectionString, change.After);
        try
        {
            // Through a snapshot only where that says something else: it takes its time.
            var oldModel = change.Options is null ? TestModels.Build(server, change.Before) : change.OldModel(server);
            var plan = context.Plan("TheChange", oldModel, change.Hints);
            return (string.Join(", ", plan.Migrations.Select(m => m.Phase)), plan);
        }
        catch (PhasedException e)
        {
            return (e.Code == Defect ? $"{Defect} {e.Message}" : e.Code, null);
        }
    }
}
