using Microsoft.EntityFrameworkCore;

namespace Shop;

public sealed class Customer
{
    public int Id { get; set; }

    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Note { get; set; }
}

public sealed class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }
}

public sealed partial class ShopContext : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>(customer =>
    {
        customer.ToTable("Customers");
        customer.Property(c => c.Email).HasMaxLength(100);
        customer.Property(c => c.Name).HasColumnName("Name").HasMaxLength(80);
        customer.Property(c => c.Note).HasMaxLength(200);
        customer.HasIndex(c => c.Name);
    });
}
