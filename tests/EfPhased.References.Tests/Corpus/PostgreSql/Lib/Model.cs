using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public interface INamed
{
    string Name { get; }
}

public class Customer : INamed
{
    public int Id { get; set; }

    public string Name { get; set; } = "";   //! Property certain

    public string FullName { get; set; } = "";
    public string? Email { get; set; }
    public List<Order> Orders { get; } = [];
}

public class VipCustomer : Customer
{
    public int Discount { get; set; }
}

public class Order
{
    public int Id { get; set; }
    public Customer Customer { get; set; } = null!;
    public string Name { get; set; } = "";
}

public class Product : INamed
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public decimal Total { get; set; }
}

public abstract class Document
{
    public int Id { get; set; }

    public decimal Total { get; set; } //? Property possible Invoices.Total
}

public class Invoice : Document;

public class Offer : Document;

public record Person(int Id, string? Nick, string Town); //! Property certain people.nick

public class LegacyOrder //? Property possible legacy_orders
{
    public int Id { get; set; }
}

public class ShopContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<LegacyOrder> LegacyOrders => Set<LegacyOrder>(); //! Property certain legacy_orders & Property certain legacy_orders
}
