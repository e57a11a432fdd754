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
}
