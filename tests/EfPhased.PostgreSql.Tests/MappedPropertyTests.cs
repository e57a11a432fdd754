using EfPhased.Design.Hosting.References;
using EfPhased.Operations;
using EfPhased.Testing.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests;

/// <summary>A column in the terms of code: what a snapshot knows by names only, as the properties that the compiler knows.</summary>
public sealed class MappedPropertyTests
{
    [Fact]
    public void A_property_by_its_own_name_and_not_by_its_columns()
        => Assert.Equal(["Customer.Name"], Of(c => c.Property(x => x.Name).HasColumnName("customer_name"), c => c.Ignore(x => x.Name), "customer_name"));

    [Fact]
    public void Not_a_property_that_has_another_column_now()
        => Assert.Empty(Of(c => c.Property(x => x.Name).HasColumnName("Name"), c => c.Property(x => x.Name).HasColumnName("FullName"), "Name"));

    [Fact]
    public void A_shadow_property() => Assert.Equal(["Customer.Legacy"], Of(c => c.Property<string>("Legacy"), _ => { }, "Legacy"));

    [Fact]
    public void A_property_of_an_owned_type_that_stays()
        => Assert.Equal(
            ["Address.Street"],
            Of(c => c.OwnsOne(x => x.Home), c => c.OwnsOne(x => x.Home, a => a.Ignore(x => x.Street)), "Home_Street"));

    [Fact]
    public void A_property_of_an_owned_type_that_goes()
        => Assert.Equal(["Address.Street"], Of(c => c.OwnsOne(x => x.Home), c => c.Ignore(x => x.Home), "Home_Street"));

    [Fact]
    public void A_property_of_a_complex_type()
        => Assert.Equal(
            ["Address.Street"],
            Of(c => c.ComplexProperty(x => x.Home), c => c.ComplexProperty(x => x.Home, a => a.Ignore(x => x.Street)), "Home_Street"));

    [Fact]
    public void The_navigation_to_a_document()
        => Assert.Equal(["Customer.Home"], Of(c => c.OwnsOne(x => x.Home, a => a.ToJson("home")), c => c.Ignore(x => x.Home), "home"));

    [Fact]
    public void A_property_of_a_derived_type()
        => Assert.Equal(["VipCustomer.Discount"], Of(
            c => c.Metadata.Model.FindEntityType(typeof(VipCustomer)), c => c.Metadata.Model.RemoveEntityType(typeof(VipCustomer)), "Discount"));

    [Fact]
    public void The_types_of_a_table_that_goes_as_a_whole()
    {
        Assert.Equal(["Customer", "VipCustomer"], Of(_ => { }, c => c.ToTable("Clients"), column: null, b => b.Ignore<Customer>()).Order());
        Assert.Empty(Of(_ => { }, c => c.ToTable("Clients"), column: null));
    }

    private static IEnumerable<string> Of(
        Action<EntityTypeBuilder<Customer>> before, Action<EntityTypeBuilder<Customer>> after, string? column, Action<ModelBuilder>? instead = null)
    {
        var server = PostgreSqlServer.Instance;
        var snapshot = TestModels.ThroughSnapshot(server, TestModels.Build(server, b => Build(b, before)));
        var current = TestModels.Build(server, instead ?? (b => Build(b, after)));
        return new MappedProperties(snapshot, current).Of(new RemovedObject("Customers", column))
            .Select(p => $"{p.EntityType.Split('.', '+')[^1]}{(p.Property is null ? "" : $".{p.Property}")}");
    }

    private static void Build(ModelBuilder model, Action<EntityTypeBuilder<Customer>> build)
    {
        var customer = model.Entity<Customer>();
        customer.ToTable("Customers");
        customer.Ignore(c => c.Home);
        model.Entity<VipCustomer>();
        build(customer);
    }

    private class Customer
    {
        public int Id { get; set; }

        public string? Name { get; set; }

        public Address? Home { get; set; }
    }

    private sealed class VipCustomer : Customer
    {
        public int Discount { get; set; }
    }

    private sealed class Address
    {
        public string? Street { get; set; }

        public int Zip { get; set; }
    }
}
