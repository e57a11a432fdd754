using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

public abstract class CreateBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Index() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, e => e.HasIndex("Amount", "BuyerId").IsDescending(true, false));
        }));

    [Fact]
    public Task Table_with_foreign_keys() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, _ => { });
            m.Entity("App.Parcel", e =>
            {
                e.ToTable("Parcels");
                e.Property<int>("Id");
                e.HasKey("Id");
                e.Property<int>("OrderId");
                e.Property<int?>("RecipientId");
                e.Property<string>("Label").HasMaxLength(40);
                e.HasOne(Order).WithMany().HasForeignKey("OrderId").IsRequired();
                e.HasOne(Customer).WithMany().HasForeignKey("RecipientId");
                e.HasIndex("Label");
            });
        }));
}
