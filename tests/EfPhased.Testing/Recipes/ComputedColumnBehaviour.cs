using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class ComputedColumnBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Stored_to_plain() => VerifyAsync(Change(
        before => Points(before, p => p.HasComputedColumnSql(Sql("[Points] * 2"), stored: true)),
        after => Points(after, p => p.HasColumnName("AllPoints"))) with
    {
        Hints = new PlanHints { Lossy = ["AllPoints"] },
        Mapping = Following(r => (int)r["Points"]! * 2),
    });

    [Fact]
    public Task Stored_and_rounded_to_plain_with_an_index() => VerifyAsync(Change(
        before => Price(before, p => p.HasComputedColumnSql(Sql("[Points] / 3.0"), stored: true)),
        after =>
        {
            Price(after, p => p.HasColumnName("Third"));
            after.HasIndex("Price");
        }) with
    {
        Hints = new PlanHints { Lossy = ["Third"] },
        Mapping = CustomersOnly.Values(Customer, "Points", i => i * 3).Follows(Customer, "Price", r => (decimal)(int)r["Points"]! / 3),
    });

    [Fact]
    public void Under_its_own_name()
    {
        Refuses("EFP4023", Change(p => p.HasComputedColumnSql("1 + 1", stored: true), p => p.HasComputedColumnSql("1 + 2", stored: true)), "computed in another way", "--new-column Twice=TwiceNew");
        Refuses("EFP4023", Change(p => p.HasComputedColumnSql("1 + 1", stored: true), _ => { }), "no longer computed", "--new-column Twice=TwiceNew");
        Refuses("EFP4023", Change(_ => { }, p => p.HasComputedColumnSql("1 + 1", stored: true)), "becomes computed", "--new-column Twice=TwiceNew");
    }

    [Fact]
    public void To_a_stored_one() => Refuses(
        "EFP4023", Change(p => p.HasComputedColumnSql("1 + 1", stored: true), p => p.HasComputedColumnSql("1 + 2", stored: true).HasColumnName("Sum")), "computed and stored");

    [Fact]
    public void To_plain_without_a_word() => Refuses(
        "EFP4026", Change(p => p.HasComputedColumnSql("1 + 1", stored: true), p => p.HasColumnName("Sum")), "goes on reading what the server computes for 'Twice'", "--accept-lossy Sum");

    [Fact]
    public void To_plain_of_what_a_trigger_does_not_see() => Refuses(
        "EFP4035",
        Change(p => p.HasComputedColumnSql(Sql("[Customers].[Points] + 1"), stored: true), p => p.HasColumnName("Sum")) with { Hints = new PlanHints { Lossy = ["Sum"] } },
        "--up Sum=<SQL>");

    internal static RecipeScenario Change(Action<PropertyBuilder<int>> before, Action<PropertyBuilder<int>> after)
        => Change(c => Points(c, before), c => Points(c, after));

    internal static ShapeMapping Following(Func<IReadOnlyDictionary<string, object?>, object?> value)
        => CustomersOnly.Values(Customer, "Points", i => i).Follows(Customer, "Twice", value);

    /// <summary>SQL with names in brackets, as the server quotes them.</summary>
    protected abstract string Sql(string sql);

    private protected static void Points(EntityTypeBuilder customer, Action<PropertyBuilder<int>> twice)
    {
        customer.Property<int>("Points");
        twice(customer.Property<int>("Twice"));
    }

    private static void Price(EntityTypeBuilder customer, Action<PropertyBuilder<decimal>> price)
    {
        customer.Property<int>("Points");
        price(customer.Property<decimal>("Price").HasPrecision(12, 2));
    }
}
