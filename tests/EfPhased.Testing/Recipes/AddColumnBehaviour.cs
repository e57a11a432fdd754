using EfPhased.Design;
using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

public abstract class AddColumnBehaviour(TestServer server) : RecipeBehaviour(server)
{
    /// <summary>A default that differs from row to row, and a value computed from another column.</summary>
    protected abstract (string Volatile, string PerRow) Sql { get; }

    [Fact]
    public Task Optional() => VerifyAsync(Change(_ => { }, after => after.Property<string>("Nick").HasMaxLength(40)));

    [Fact]
    public Task Required_with_a_default() => VerifyAsync(Change(_ => { }, after => after.Property<int>("Points").HasDefaultValue(10)));

    [Fact]
    public Task Required_with_nothing_given() => VerifyAsync(Change(_ => { }, after =>
    {
        after.Property<int>("Visits");
        after.Property<string>("Country").HasMaxLength(2).IsRequired();
    }));

    [Fact]
    public Task A_concurrency_token() => VerifyAsync(ConcurrencyToken);

    [Fact]
    public void What_the_previous_version_does_not_count_is_said()
        => Assert.Contains("the new one does not notice them", Warnings(ConcurrencyToken), StringComparison.Ordinal);

    private static RecipeScenario ConcurrencyToken => Change(_ => { }, after => after.Property<int>("Version").IsConcurrencyToken());

    [Fact]
    public void One_moment_for_all_rows_is_said()
    {
        const string now = "CURRENT_TIMESTAMP(6)";
        const string said = "one value of CURRENT_TIMESTAMP(6) in 'Customers.Since'";
        Assert.Contains(said, Warnings(StableDefault), StringComparison.Ordinal);
        Assert.Contains(said, Warnings(Change(_ => { }, after => after.Property<DateTime?>("Since").HasDefaultValueSql(now))), StringComparison.Ordinal);
        Assert.Empty(Warnings(StableDefault with { Hints = new PlanHints { Values = ["Since='2001-01-01'"] } }));
        Assert.Empty(Warnings(Change(_ => { }, after => after.Property<int>("Points").HasDefaultValueSql("10"))));
        Assert.Empty(Warnings(new RecipeScenario(
            m => Shop(m, _ => { }),
            m =>
            {
                Shop(m, _ => { });
                m.Entity("App.Note", e =>
                {
                    e.Property<int>("Id");
                    e.HasKey("Id");
                    e.Property<DateTime>("Since").HasDefaultValueSql(now);
                });
            })));
    }

    [Fact]
    public void One_moment_for_all_rows_is_asked_about()
    {
        PlanHints asking = new() { CanAsk = true };
        Refuses("EFP4037", StableDefault with { Hints = asking }, "--value \"Since=CURRENT_TIMESTAMP(6)\"");
        Assert.Equal(["--value Customers.Since"], Assert.IsAssignableFrom<IEnumerable<string>>(Refusal(StableDefault with { Hints = asking }).Data[DesignErrors.MissingHints]));
        var meant = StableDefault with { Hints = asking with { Values = ["Since=current_timestamp(6)"] } };
        Assert.Empty(Warnings(meant));
        Assert.Equal(Phase.Expand, Assert.Single(Plan(meant).Migrations).Phase);
    }

    internal static RecipeScenario StableDefault => Change(_ => { }, after => after.Property<DateTime>("Since").HasDefaultValueSql("CURRENT_TIMESTAMP(6)"));

    [Fact]
    public Task Required_with_a_default_that_differs_from_row_to_row()
        => VerifyAsync(Change(_ => { }, after => after.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql(Sql.Volatile)));

    [Fact]
    public Task Required_with_a_value_per_row()
        => VerifyAsync(Change(_ => { }, after => after.Property<string>("Login").HasMaxLength(100).IsRequired()) with
        {
            Hints = new PlanHints { Values = [$"Login={Sql.PerRow}"] },
        });

    [Fact]
    public Task Optional_with_an_index_and_a_foreign_key() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, e =>
            {
                e.Property<int?>("GiftForId");
                e.HasOne(Customer).WithMany().HasForeignKey("GiftForId");
            });
        }));
}
