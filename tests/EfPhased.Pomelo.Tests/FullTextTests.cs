using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.Pomelo.Tests;

/// <summary>Beside a full-text index the server builds the table anew under a lock that writers wait for.</summary>
public sealed class FullTextTests() : RecipeBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";

    [Fact]
    public Task What_the_catalog_alone_does() => VerifyAsync(Searched(
        customer =>
        {
            customer.Property<string>("Nick").HasMaxLength(40);
            customer.Property<int>("Points").HasDefaultValue(5);
            customer.Property<int?>("Less").HasComputedColumnSql("`Points` - 1", stored: false);
        },
        customer =>
        {
            customer.Property<string>("Nick").HasMaxLength(40).HasComment("as others call them");
            customer.HasIndex("Nick");
            customer.Property<int>("Points").HasDefaultValue(10);
            customer.Property<int?>("More").HasComputedColumnSql("`Points` + 1", stored: false);
        }) with
    {
        Hints = new PlanHints { NoRenames = ["Less"] },
        Mapping = CustomersOnly.DefaultChanges(Customer, "Points"),
    });

    [Fact]
    public void A_column_added() => Refuses(
        "EFP4048", Searched(_ => { }, customer => customer.Property<string>("Nick").HasMaxLength(40)), "'IX_Customers_Email'", "AddColumn Customers.Nick", "MY-04", "gh-ost");

    [Fact]
    public void A_column_dropped() => Refuses("EFP4048", Searched(customer => customer.Property<string>("Nick").HasMaxLength(40), _ => { }), "DropColumn Customers.Nick");

    [Fact]
    public void A_required_column_dropped() => Refuses("EFP4048", Searched(customer => customer.Property<int>("Points"), _ => { }), "DropColumn Customers.Points");

    [Fact]
    public void A_column_renamed() => Refuses(
        "EFP4048",
        Searched(customer => customer.Property<string>("Nick").HasMaxLength(40), customer => customer.Property<string>("Alias").HasMaxLength(40)) with { Hints = Renamed("Nick=Alias") },
        "AddColumn Customers.Alias");

    [Fact]
    public void A_column_that_becomes_required() => Refuses(
        "EFP4048",
        Searched(customer => customer.Property<int?>("Points"), customer => customer.Property<int>("Points")) with { Hints = new PlanHints { Values = ["Points=0"] } },
        "AlterColumn Customers.Points");

    [Fact]
    public void A_column_that_becomes_optional() => Refuses(
        "EFP4048",
        Searched(customer => customer.Property<int>("Points"), customer => customer.Property<int?>("Points")) with { Hints = new PlanHints { Values = ["Points=0"] } },
        "AlterColumn Customers.Points");

    [Fact]
    public void Rows_stored_otherwise() => Refuses(
        "EFP4048", Searched(_ => { }, customer => customer.HasAnnotation("MySql:StoreOptions", "ROW_FORMAT=COMPACT")), "AlterTable Customers");

    [Fact]
    public void The_column_that_the_index_has() => Refuses(
        "EFP4048",
        Change(
            customer =>
            {
                customer.Property<string>("Notes");
                customer.HasIndex("Notes").HasAnnotation("MySql:FullTextIndex", true);
            },
            _ => { }),
        "'IX_Customers_Notes'");

    private static RecipeScenario Searched(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after)
        => Change(WithSearch(before), WithSearch(after));

    private static Action<EntityTypeBuilder> WithSearch(Action<EntityTypeBuilder> more) => customer =>
    {
        customer.HasIndex("Email").HasAnnotation("MySql:FullTextIndex", true);
        more(customer);
    };
}
