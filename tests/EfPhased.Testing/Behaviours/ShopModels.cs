using EfPhased.Testing.Models;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Behaviours;

/// <summary>A shop before and after its customers' Name became FullName: classes in the application, bags in a snapshot.</summary>
internal static class ShopModels
{
    public const string CustomerName = "EfPhased.Testing.Behaviours.ShopModels+Customer";

    public const string TagName = "EfPhased.Testing.Behaviours.ShopModels+Tag";

    public static IModel Old(TestServer server) => TestModels.ThroughSnapshot(server, TestModels.Build(server, model =>
    {
        model.Entity<Customer>(customer => customer.Ignore(c => c.FullName).Property(c => c.Name).HasMaxLength(80).IsRequired());
        Common(model);
    }));

    public static IModel New(TestServer server) => TestModels.Build(server, model =>
    {
        model.Entity<Customer>(customer => customer.Ignore(c => c.Name).Property(c => c.FullName).HasMaxLength(80).IsRequired());
        Common(model);
    });

    public static IModel Same(TestServer server, Action<ModelBuilder> change) => TestModels.Build(server, model =>
    {
        model.Entity<Customer>(customer => customer.Ignore(c => c.FullName).Property(c => c.Name).HasMaxLength(80).IsRequired());
        Common(model);
        change(model);
    });

    private static void Common(ModelBuilder model)
    {
        model.Entity<Customer>(customer =>
        {
            customer.ToTable("Customers", table => table.HasComment("Who buys"));
            customer.Property(c => c.Email).HasMaxLength(120);
            customer.HasIndex(c => c.Email).IsUnique();
            customer.Property(c => c.Balance).HasPrecision(12, 2);
            customer.Property(c => c.Points).HasDefaultValue(10);
            customer.Property(c => c.Level).HasConversion<string>().HasMaxLength(20);
        });
        model.Entity<Order>(order =>
        {
            order.ToTable("Orders");
            order.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Cascade);
            order.HasOne<Order>().WithMany().HasForeignKey(o => o.ReplacesId).OnDelete(DeleteBehavior.SetNull);
            order.Property(o => o.Total).HasPrecision(10, 4);
            order.HasIndex(o => new { o.CustomerId, o.Placed });
        });
        model.Entity<Tag>(tag =>
        {
            tag.ToTable("Tags");
            tag.HasKey(t => new { t.OrderId, t.Word });
            tag.Property(t => t.Word).HasMaxLength(30);
            tag.HasOne<Order>().WithMany().HasForeignKey(t => t.OrderId);
        });
    }

    public enum Level
    {
        Basic,
        Silver,
        Gold,
    }

    public sealed class Customer
    {
        public int Id { get; set; }
        public string Name { get; set; } = "";
        public string FullName { get; set; } = "";
        public string? Nick { get; set; }
        public string Email { get; set; } = "";
        public decimal Balance { get; set; }
        public int Points { get; set; }
        public bool Active { get; set; }
        public Level Level { get; set; }
        public DateTime Since { get; set; }
        public DateOnly? Birthday { get; set; }
    }

    public sealed class Order
    {
        public long Id { get; set; }
        public int CustomerId { get; set; }
        public long? ReplacesId { get; set; }
        public Guid Token { get; set; }
        public decimal Total { get; set; }
        public double? Weight { get; set; }
        public DateTime Placed { get; set; }
        public byte[]? Receipt { get; set; }
    }

    public sealed class Tag
    {
        public long OrderId { get; set; }
        public string Word { get; set; } = "";
        public short Rank { get; set; }
    }
}
