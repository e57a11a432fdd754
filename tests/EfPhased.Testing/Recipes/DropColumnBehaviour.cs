using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

public abstract class DropColumnBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Optional() => VerifyAsync(Change(before => before.Property<string>("Nick").HasMaxLength(40), _ => { }));

    [Fact]
    public Task Required() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40).IsRequired();
            before.Property<int>("Visits");
        },
        _ => { }));

    [Fact]
    public Task Required_with_a_default() => VerifyAsync(Change(before => before.Property<int>("Points").HasDefaultValue(10), _ => { }));

    [Fact]
    public Task Indexed_with_a_foreign_key() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, e =>
            {
                e.Property<int?>("GiftForId");
                e.HasOne(Customer).WithMany().HasForeignKey("GiftForId");
                e.HasIndex("Amount", "GiftForId");
            });
        },
        m => Shop(m, _ => { })));

    [Fact]
    public Task Together_with_another_change_of_the_table() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Name").HasMaxLength(80).IsRequired();
            before.Property<int>("Visits");
        },
        after =>
        {
            after.Property<string>("FullName").HasMaxLength(80).IsRequired();
            after.Property<DateTime?>("Seen");
            after.HasIndex("Seen");
        }) with
    {
        Mapping = Renaming("Name", "FullName"),
        Hints = Renamed("Name=FullName"),
    });

    [Fact]
    public Task Several_in_all_kinds_of_indexes() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40);
            before.Property<int>("Points").HasDefaultValue(10);
            before.Property<int>("Visits");
            before.HasIndex("Email", "Nick").IsUnique();
            before.HasIndex("Visits", "Points");
        },
        _ => { }));

    [Fact]
    public Task Beside_a_renamed_one_of_the_same_index() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("First").HasMaxLength(40).IsRequired();
            before.Property<DateTime?>("Seen");
            before.HasIndex("Seen", "First").HasDatabaseName("ix_seen");
        },
        after =>
        {
            after.Property<string>("GivenName").HasMaxLength(40).IsRequired();
            after.HasIndex("GivenName").HasDatabaseName("ix_seen");
        }) with
    {
        Mapping = Renaming("First", "GivenName"),
        Hints = Renamed("First=GivenName"),
    });

    [Fact]
    public void Column_of_an_alternate_key() => Refuses(
        "EFP4033",
        Change(
            before =>
            {
                before.Property<int>("Code");
                before.HasAlternateKey("Code");
            },
            _ => { }),
        "AK_Customers_Code", "in a change of its own first");
}
