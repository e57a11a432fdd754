using EfPhased.Design;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class PrimaryKeyBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Renamed() => VerifyAsync(Orders(
        Numbered,
        order =>
        {
            Numbered(order);
            order.HasKey("Id").HasName("pk_orders");
        }));

    [Fact]
    public Task Made_composite() => VerifyAsync(Orders(Numbered, Composite) with
    {
        Mapping = new ShapeMapping().Only(Order).Fixed(Order, "BuyerId"),
    });

    [Fact]
    public Task Composite_made_single() => VerifyAsync(Orders(Composite, Numbered) with
    {
        Mapping = new ShapeMapping().Only(Order).Fixed(Order, "BuyerId"),
    });

    [Fact]
    public Task To_an_alternate_key() => VerifyAsync(Orders(
        order =>
        {
            Coded(order);
            order.HasAlternateKey("Code");
        },
        order =>
        {
            Coded(order);
            order.HasKey("Code");
        }) with
    {
        Mapping = new ShapeMapping().Only(Order).Fixed(Order, "Id"),
    });

    [Fact]
    public async Task To_columns_that_nothing_keeps_unique_is_refused()
    {
        var error = await Assert.ThrowsAsync<PhasedException>(() => RecipeRun.VerifyAsync(Server, Orders(
            Coded,
            order =>
            {
                Coded(order);
                order.HasKey("Code");
            })));

        Assert.Equal("EFP4046", error.Code);
    }

    [Fact]
    public async Task A_key_that_others_refer_to_is_not_replaced()
    {
        var error = await Assert.ThrowsAsync<PhasedException>(() => RecipeRun.VerifyAsync(Server, new RecipeScenario(
            m => Parcels(m, "Id"), m => Parcels(m, "Id", "BuyerId"))));

        Assert.Equal("EFP4047", error.Code);
    }

    /// <summary>A table whose rows nothing tells apart gets a key.</summary>
    internal static RecipeScenario Keyed => new(m => Logs(m, log => log.HasNoKey()), m => Logs(m, log => log.HasKey("Id")))
    {
        Mapping = new ShapeMapping().Only("App.Log"),
    };

    /// <summary>And the other way round.</summary>
    internal static RecipeScenario Unkeyed => new(m => Logs(m, log => log.HasKey("Id")), m => Logs(m, log => log.HasNoKey()))
    {
        Mapping = new ShapeMapping().Only("App.Log"),
    };

    private static void Logs(ModelBuilder model, Action<EntityTypeBuilder> key)
    {
        Shop(model, _ => { });
        model.Entity("App.Log", log =>
        {
            log.ToTable("Logs");
            log.Property<int>("Id").ValueGeneratedNever();
            log.Property<string>("Text").HasMaxLength(40);
            key(log);
        });
    }

    internal static void Numbered(EntityTypeBuilder order) => order.Property<int>("Id").ValueGeneratedNever();

    internal static void Composite(EntityTypeBuilder order)
    {
        Numbered(order);
        order.HasKey("Id", "BuyerId");
    }

    internal static void Coded(EntityTypeBuilder order)
    {
        Numbered(order);
        order.Property<string>("Code").HasMaxLength(40).IsRequired();
    }

    internal static RecipeScenario Orders(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after) => ForeignKeyBehaviour.Orders(before, after);

    // Parcels refer to an alternate key in the new model, but to the primary key until then.
    private static void Parcels(ModelBuilder model, params string[] key)
    {
        Shop(model, _ => { });
        model.Entity(Order, order =>
        {
            Numbered(order);
            order.HasKey(key);
            order.HasAlternateKey("Id");
        });
        model.Entity("App.Parcel", parcel =>
        {
            parcel.ToTable("Parcels");
            parcel.Property<int>("Id");
            parcel.HasKey("Id");
            parcel.Property<int>("OrderId");
            parcel.HasOne(Order).WithMany().HasForeignKey("OrderId").HasPrincipalKey("Id");
        });
    }
}
