using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.App;

public class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    private const string Old = "Name";

    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.Property(c => c.FullName).HasColumnName("Name"); //! Mapping certain
        builder.Property(c => c.Email)
            .HasMaxLength(100)
            .HasColumnName(Old); //! Mapping certain
        builder.Property<int>("Rating");
        builder.HasIndex("Name"); //! PropertyName certain
        builder.HasIndex(c => c.Email).HasFilter("\"Name\" IS NOT NULL"); //! Sql certain
        builder.Property(c => c.Email).HasComputedColumnSql("""lower("Name")""", stored: true); //! Sql certain
        builder.ToTable(t => t.HasCheckConstraint("CK_Name", "\"Name\" <> ''")); //! Sql certain
        builder.HasData(new { Id = 1, Name = "x", FullName = "x" }); //! PropertyName certain
        builder.ToSqlQuery("SELECT \"Id\", \"Name\" FROM \"Customers\""); //! Sql certain
    }
}

public static class OtherConfiguration
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Product>().Property(p => p.Name).HasColumnName("Name");
        model.Entity<Product>().HasIndex(p => p.Name).HasFilter("\"Name\" IS NOT NULL");
        model.Entity("Shop.Customer", b => b.Property<string>("Name").HasColumnName("Name")); //! PropertyName certain & Mapping certain
        model.Entity(typeof(Customer)).Property("Name"); //! PropertyName certain
        model.Entity<LegacyOrder>().ToTable("legacy_orders"); //! Property certain legacy_orders & Mapping certain legacy_orders
        model.Entity<Product>().ToView("legacy_orders"); //! Mapping certain legacy_orders
        model.Entity<Product>().HasData(new { Id = 1, Name = "x" });
        model.Entity<Product>().ToTable("Customers_Name");
        model.Entity<Order>().Property<int>("Rating").HasColumnName("Rating"); //! PropertyName certain Orders.Rating & Mapping certain Orders.Rating
    }
}

[Table("legacy_orders")] //! Mapping certain legacy_orders
public class OldOrder
{
    [Column("Name")]
    public string Title { get; set; } = "";
}
