using System.Runtime.CompilerServices;
using EfPhased.Design.Planning;
using EfPhased.Testing.Goldens;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

/// <summary>
/// What every recipe's tests share: a small shop, and the way a scenario is held to the oracles and to its golden SQL.
/// </summary>
public abstract class RecipeBehaviour(TestServer server)
{
    protected const string Customer = "App.Customer";
    protected const string Order = "App.Order";

    protected TestServer Server => server;

    /// <summary>Says who numbers the key of an entity in several tables, where the provider cannot have the server do it.</summary>
    protected virtual void Number(PropertyBuilder<int> key)
    {
    }

    /// <summary>What the provider's golden files are called after.</summary>
    protected virtual string GoldenName => server.Kind.ToString();

    /// <summary>Runs the change both ways under the oracles and compares its SQL with the golden file of the server.</summary>
    internal async Task VerifyAsync(RecipeScenario scenario, [CallerFilePath] string testFile = "", [CallerMemberName] string testName = "")
    {
        if (!ScenarioCatalog.Takes(scenario, GoldenName, testFile, testName))
            Golden.Verify(await RecipeRun.VerifyAsync(server, scenario), GoldenName, testFile, testName);
    }

    /// <summary>The change between two models is refused with this error, and with no other.</summary>
    internal void Refused(string code, Action<ModelBuilder> before, Action<ModelBuilder> after, PlanHints? hints = null)
        => Refuses(code, new RecipeScenario(before, after) { Hints = hints ?? PlanHints.None });

    /// <summary>Planning stops with a numbered error that says these words; no database is needed for that.</summary>
    internal void Refuses(string code, RecipeScenario scenario, params string[] words)
    {
        var error = Refusal(scenario);
        Assert.Equal(code, error.Code);
        foreach (var word in words)
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    internal PhasedException Refusal(RecipeScenario scenario) => Assert.Throws<PhasedException>(() => Plan(scenario));

    /// <summary>What the plan of a change warns of; no database is needed for that.</summary>
    internal string Warnings(RecipeScenario scenario) => string.Join('\n', Plan(scenario).Warnings);

    internal PhasedPlan Plan(RecipeScenario scenario)
    {
        var oldModel = scenario.OldModel(server);
        using var context = PlanningContext.Open(scenario.NewOn(server), server.AdministratorConnectionString, scenario.After);
        return context.Plan("TheChange", oldModel, scenario.Hints);
    }

    internal static RecipeScenario Change(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after)
        => new(m => Shop(m, before), m => Shop(m, after)) { Mapping = CustomersOnly };

    internal static PlanHints Renamed(params string[] renames) => new() { Renames = renames };

    internal static ShapeMapping Renaming(string from, string to) => CustomersOnly.Rename(Customer, from, to);

    /// <summary>A change of customers leaves orders alone, and looking at them in every state takes half the time.</summary>
    internal static ShapeMapping CustomersOnly => new ShapeMapping().Only(Customer);

    /// <summary>Customers, to which a scenario adds, and their orders.</summary>
    internal static void Shop(ModelBuilder model, Action<EntityTypeBuilder> customer)
    {
        model.Entity(Customer, e =>
        {
            e.ToTable("Customers");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Email").HasMaxLength(100).IsRequired();
            customer(e);
        });
        model.Entity(Order, e =>
        {
            e.ToTable("Orders");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<int>("Amount");
            e.Property<int>("BuyerId");
            e.HasOne(Customer).WithMany().HasForeignKey("BuyerId").IsRequired();
        });
    }
}
