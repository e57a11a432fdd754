using EfPhased.Design.Planning;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

public abstract class AlterColumnBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Becomes_required() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40);
            before.Property<int?>("Visits");
        },
        after =>
        {
            after.Property<string>("Nick").HasMaxLength(40).IsRequired();
            after.Property<int>("Visits");
        }) with
    {
        Hints = new PlanHints { Values = ["Nick='nobody'", "Visits=0"] },
        Mapping = CustomersOnly.NullBecomes(Customer, "Nick", "nobody").NullBecomes(Customer, "Visits", 0),
    });

    [Fact]
    public Task Becomes_required_with_a_default() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(40),
        after => after.Property<string>("Nick").HasMaxLength(40).IsRequired().HasDefaultValue("new")) with
    {
        Hints = new PlanHints { Values = ["Nick='nobody'"] },
        Mapping = CustomersOnly.NullBecomes(Customer, "Nick", "nobody"),
    });

    [Fact]
    public Task Becomes_optional() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40).IsRequired();
            before.Property<int>("Visits");
        },
        after =>
        {
            after.Property<string>("Nick").HasMaxLength(40);
            after.Property<int?>("Visits");
        }) with
    {
        Hints = new PlanHints { Values = ["Nick='nobody'", "Visits=0"] },
        Mapping = CustomersOnly.NullBecomes(Customer, "Nick", "nobody").NullBecomes(Customer, "Visits", 0),
    });

    [Fact]
    public Task Default_set() => VerifyAsync(Change(
        before => before.Property<int>("Points"), after => after.Property<int>("Points").HasDefaultValue(10)));

    [Fact]
    public Task Default_changed() => VerifyAsync(Change(
        before => before.Property<int>("Points").HasDefaultValue(5), after => after.Property<int>("Points").HasDefaultValue(10)) with
    {
        Mapping = CustomersOnly.DefaultChanges(Customer, "Points"),
    });

    [Fact]
    public Task Default_dropped() => VerifyAsync(Change(
        before =>
        {
            before.Property<int>("Points").HasDefaultValue(5);
            before.Property<string>("Nick").HasMaxLength(40).HasDefaultValue("none");
        },
        after =>
        {
            after.Property<int>("Points");
            after.Property<string>("Nick").HasMaxLength(40);
        }));

    [Fact]
    public Task Comment() => VerifyAsync(Change(
        before =>
        {
            before.Property<int>("Points").HasComment("what's earned");
            before.Property<string>("Nick").HasMaxLength(40).IsRequired().HasDefaultValue("none");
        },
        after =>
        {
            after.Property<int>("Points");
            after.Property<string>("Nick").HasMaxLength(40).IsRequired().HasDefaultValue("none").HasComment("as others call them");
        }));

    [Fact]
    public Task Longer_text() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(100).IsRequired().HasDefaultValue("none").HasComment("as others call them"),
        after => after.Property<string>("Nick").HasMaxLength(200).IsRequired().HasDefaultValue("none").HasComment("as others call them")) with
    {
        Left = m => Shop(m, e => e.Property<string>("Nick").HasMaxLength(200).IsRequired().HasDefaultValue("none").HasComment("as others call them")),
    });

    [Fact]
    public Task Longer_text_with_another_comment() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(100),
        after => after.Property<string>("Nick").HasMaxLength(200).HasComment("as others call them")) with
    {
        Left = m => Shop(m, e => e.Property<string>("Nick").HasMaxLength(200)),
    });

    [Fact]
    public Task Several_in_one_table() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40);
            before.Property<string>("Name").HasMaxLength(80).IsRequired();
            before.Property<int>("Points").HasDefaultValue(5);
            before.Property<string>("Fax").HasMaxLength(20).IsRequired();
        },
        after =>
        {
            after.Property<string>("Nick").HasMaxLength(40).IsRequired().HasComment("as others call them");
            after.Property<string>("FullName").HasMaxLength(80).IsRequired();
            after.Property<int>("Points");
            after.Property<int>("Visits");
        }) with
    {
        Hints = new PlanHints { Values = ["Nick='nobody'"], Renames = ["Name=FullName"], NoRenames = ["Fax"] },
        Mapping = Renaming("Name", "FullName").NullBecomes(Customer, "Nick", "nobody"),
    });

    [Fact]
    public void Shorter_text() => Refuses(
        "EFP4022",
        Change(before => before.Property<string>("Nick").HasMaxLength(100), after => after.Property<string>("Nick").HasMaxLength(50)),
        "values of the old type may have no place", "HasColumnName(\"NickNew\")");

    [Fact]
    public void Computed_and_stored() => Refuses(
        "EFP4023",
        Change(
            before => before.Property<int>("Points"),
            after =>
            {
                after.Property<int>("Points");
                after.Property<int?>("Twice").HasComputedColumnSql("1 + 1", stored: true);
            }),
        "rewrites the table");

    [Fact]
    public void Becomes_required_without_a_word() => Refuses(
        "EFP4020",
        Change(before => before.Property<string>("Nick"), after => after.Property<string>("Nick").IsRequired()),
        "Customers.Nick", "--value Nick=<SQL>");

    [Fact]
    public void Becomes_optional_without_a_word() => Refuses(
        "EFP4021",
        Change(before => before.Property<int>("Visits"), after => after.Property<int?>("Visits")),
        "Customers.Visits", "--value Visits=<SQL>");
}
