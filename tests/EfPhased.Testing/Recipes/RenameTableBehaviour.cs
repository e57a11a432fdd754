using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class RenameTableBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task With_keys_indexes_and_foreign_keys_both_ways() => VerifyAsync(new RecipeScenario(
        m => Clients(m, "Customers", "Orders"), m => Clients(m, "Clients", "Orders"))
    {
        Mapping = new ShapeMapping().Only(Customer, Order),
    });

    [Fact]
    public Task Two_at_once() => VerifyAsync(new RecipeScenario(
        m => Clients(m, "Customers", "Orders"), m => Clients(m, "Clients", "Purchases"))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Together_with_a_new_column_and_index() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m => Shop(m, c =>
        {
            c.ToTable("Clients");
            c.Property<string>("Nick").HasMaxLength(40);
            c.Property<int>("Points").HasDefaultValue(3);
            c.HasIndex("Nick");
        }))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public void Together_with_a_change_of_a_column_is_refused()
        => Refused(
            "EFP4068",
            m => Shop(m, c => c.Property<string>("Nick")),
            m => Shop(m, c => c.ToTable("Clients")));

    private static void Clients(ModelBuilder model, string customers, string orders)
    {
        Shop(model, c =>
        {
            c.ToTable(customers);
            c.Property<string>("Code").HasMaxLength(20).IsRequired();
            c.Property<int?>("FriendId");
            c.HasAlternateKey("Code");
            c.HasIndex("Email").IsUnique();
            c.HasOne(Customer).WithMany().HasForeignKey("FriendId").OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity(Order, (EntityTypeBuilder o) => o.ToTable(orders));
    }
}
