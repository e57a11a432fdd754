using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

/// <summary>Beside a spatial index columns come and go, and whatever else builds the table anew does so under a lock that writers wait for.</summary>
public sealed class SpatialTests() : RecipeBehaviour(MySqlServer.Instance)
{
    private const string Options = "MySql:StoreOptions";

    [Fact]
    public void A_column_that_becomes_required() => Refuses(
        "EFP4048",
        Placed(customer => customer.Property<int?>("Points"), customer => customer.Property<int>("Points")) with { Hints = new PlanHints { Values = ["Points=0"] } },
        "the spatial index 'IX_Customers_Email'", "AlterColumn Customers.Points", "MY-04", "gh-ost");

    [Fact]
    public void A_column_that_becomes_optional() => Refuses(
        "EFP4048",
        Placed(customer => customer.Property<int>("Points"), customer => customer.Property<int?>("Points")) with { Hints = new PlanHints { Values = ["Points=0"] } },
        "AlterColumn Customers.Points");

    [Fact]
    public void Rows_stored_otherwise() => Refuses("EFP4048", Placed(_ => { }, customer => customer.HasAnnotation(Options, "ROW_FORMAT=COMPACT")), "AlterTable Customers");

    [Fact]
    public void A_column_of_a_compressed_table() => Refuses(
        "EFP4048",
        Placed(customer => customer.HasAnnotation(Options, "ROW_FORMAT=COMPRESSED"), customer => customer.HasAnnotation(Options, "ROW_FORMAT=COMPRESSED").Property<string>("Nick").HasMaxLength(40)),
        "AddColumn Customers.Nick");

    [Fact]
    public void A_column_added_or_dropped_is_planned()
    {
        Assert.NotEmpty(Plan(Placed(_ => { }, customer => customer.Property<string>("Nick").HasMaxLength(40))).Migrations);
        Assert.NotEmpty(Plan(Placed(customer => customer.Property<string>("Nick").HasMaxLength(40), _ => { })).Migrations);
    }

    private static RecipeScenario Placed(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after) => Change(WithPlace(before), WithPlace(after));

    private static Action<EntityTypeBuilder> WithPlace(Action<EntityTypeBuilder> more) => customer =>
    {
        customer.HasIndex("Email").HasAnnotation("MySql:SpatialIndex", true);
        more(customer);
    };
}
