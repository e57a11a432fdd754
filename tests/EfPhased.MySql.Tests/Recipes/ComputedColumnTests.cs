using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class ComputedColumnTests() : ComputedColumnBehaviour(MySqlServer.Instance)
{
    [Fact]
    public Task Computed_otherwise() => VerifyAsync(Change(
        p => p.HasComputedColumnSql("`Points` * 2", stored: false), p => p.HasComputedColumnSql("`Points` * 3", stored: false).HasColumnName("Thrice")) with
    {
        Mapping = CustomersOnly.Values(Customer, "Points", i => i).Separate(Customer, "Twice").Computed(Customer, "Twice", r => (int)r["Points"]! * 3),
    });

    [Fact]
    public Task Stored_and_when_read() => VerifyAsync(Change(
        p => p.HasComputedColumnSql("`Points` * 2", stored: true), p => p.HasComputedColumnSql("`Points` * 2", stored: false).HasColumnName("Double")) with
    {
        Mapping = CustomersOnly.Values(Customer, "Points", i => i).Separate(Customer, "Twice").Computed(Customer, "Twice", r => (int)r["Points"]! * 2),
    });

    [Fact]
    public Task Plain_to_computed() => VerifyAsync(Change(
        _ => { }, p => p.HasComputedColumnSql("points * 2", stored: false).HasColumnName("Double")) with
    {
        Hints = new PlanHints { Lossy = ["Double"] },
        Mapping = Following(r => (int)r["Points"]! * 2),
    });

    [Fact]
    public void A_column_that_becomes_required_beside_a_stored_one() => Refuses(
        "EFP4036",
        Change(c => Stored(c).Property<string>("Nick"), c => Stored(c).Property<string>("Nick").IsRequired()) with { Hints = new PlanHints { Values = ["Nick='nobody'"] } },
        "'Customers.Nick' becomes required", "Twice", "MY-21");

    [Fact]
    public void A_column_that_becomes_optional_beside_a_stored_one() => Refuses(
        "EFP4036",
        Change(c => Stored(c).Property<string>("Nick").IsRequired(), c => Stored(c).Property<string>("Nick")) with { Hints = new PlanHints { Values = ["Nick='nobody'"] } },
        "'Customers.Nick' becomes optional", "rollback", "Twice", "MY-21", "--new-column");

    [Fact]
    public Task Optional_in_a_new_column_beside_a_stored_one() => VerifyAsync(Change(
        c => Stored(c).Property<string>("Nick").HasMaxLength(40).IsRequired(),
        c => Stored(c).Property<string>("Nick").HasMaxLength(40).HasColumnName("NickName")) with
    {
        Hints = new PlanHints { Downs = ["Nick=COALESCE({NickName}, 'nobody')"] },
        Mapping = CustomersOnly.Values(Customer, "Points", i => i).Convert(Customer, "Nick", "Nick", n => n, n => n ?? "nobody"),
    });

    [Fact]
    public void A_table_split_beside_a_stored_one() => Refuses(
        "EFP4036",
        new RecipeScenario(m => Apart(m, _ => { }), m => Apart(m, c => c.SplitToTable("Details", t => t.Property("Street")))),
        "'Customers.Street' becomes optional", "Twice", "MY-21");

    private static void Apart(ModelBuilder model, Action<EntityTypeBuilder> split) => Shop(model, c =>
    {
        Stored(c).Property<int>("Id").ValueGeneratedNever();
        c.Property<string>("Street").HasMaxLength(60).IsRequired();
        split(c);
    });

    private static EntityTypeBuilder Stored(EntityTypeBuilder customer)
    {
        Points(customer, p => p.HasComputedColumnSql("`Points` * 2", stored: true));
        return customer;
    }

    protected override string Sql(string sql) => sql.Replace('[', '`').Replace(']', '`');
}
