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

    private static RecipeScenario ConcurrencyToken => Change(_ => { }, after => after.Property<int>("Version").IsConcurrencyToken());

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
