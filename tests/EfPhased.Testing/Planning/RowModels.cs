using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Planning;

/// <summary>The small model that rows change: customers and their orders.</summary>
internal static class RowModels
{
    public const string Customer = "App.Customer";
    public const string Order = "App.Order";

    public static OperationRow OfCustomer(string operation, string condition, Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after)
        => new(operation, condition, m => Shop(m, before), m => Shop(m, after));

    /// <summary>The same property, configured in two ways.</summary>
    public static OperationRow OfProperty<T>(
        string operation, string condition, Action<PropertyBuilder<T>> before, Action<PropertyBuilder<T>> after)
        => OfCustomer(operation, condition, c => before(c.Property<T>("Value")), c => after(c.Property<T>("Value")));

    /// <summary>The shop, and something besides.</summary>
    public static Action<ModelBuilder> ShopAnd(Action<ModelBuilder> more) => m =>
    {
        Shop(m, Nothing);
        more(m);
    };

    public static void Nothing<T>(T builder)
    {
    }

    public static void Shop(ModelBuilder model, Action<EntityTypeBuilder> customer)
    {
        model.Entity(Customer, e =>
        {
            e.ToTable("Customers");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Email").HasMaxLength(100).IsRequired();
            customer(e);
        });
        model.Entity(Order, e =>
        {
            e.ToTable("Orders");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<int>("Amount");
            e.Property<int>("BuyerId");
            e.Property<int>("SellerId");
            e.HasOne(Customer).WithMany().HasForeignKey("BuyerId").IsRequired();
        });
    }

    /// <summary>A table of its own, about parcels.</summary>
    public static void Parcels(ModelBuilder model, Action<EntityTypeBuilder>? more = null)
        => model.Entity("App.Parcel", e =>
        {
            e.ToTable("Parcels");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Label").HasMaxLength(40);
            more?.Invoke(e);
        });

    /// <summary>A table without a primary key.</summary>
    public static void Notes(ModelBuilder model, Action<EntityTypeBuilder> more)
        => model.Entity("App.Note", e =>
        {
            e.ToTable("Notes");
            e.HasNoKey();
            e.Property<int>("Id");
            more(e);
        });
}
