using EfPhased.Design.Planning;
using EfPhased.Operations;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Shop;
using Xunit;

namespace EfPhased.Pomelo.Tests;

/// <summary>The sample shop's change, with its own classes, on MariaDB through Pomelo.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_shop_goes_from_V1_to_V2_and_keeps_its_customers()
    {
        var server = PomeloServer.Instance;
        await using var database = await server.CreateDatabaseAsync();
        var oldModel = TestModels.ThroughSnapshot(server, TestModels.Build(server, V1));
        await PlainEf.CreateAsync(server, database.ConnectionString, oldModel);
        await database.ExecuteAsync("INSERT INTO Customers (Name, Email, Nickname, CreatedAt) VALUES ('Ada', 'ada@example.org', 'A', '2026-01-01')");

        await using var context = PomeloShop.Open(database.ConnectionString);
        var newModel = context.GetService<IDesignTimeModel>().Model;
        var planner = new PhasePlanner(context, context.GetService<IMigrationsModelDiffer>(), name => $"20261121120000_{name}");
        var plan = planner.Plan("RenameCustomerName", oldModel, newModel, new PlanHints { Renames = ["Name=FullName"], NoRenames = ["Nickname"] });

        foreach (var migration in plan.Migrations)
        {
            await ExecuteAsync(database, context, migration);
            Assert.Contains(await context.Customers.AsNoTracking().Select(c => c.FullName).ToListAsync(), name => name == "Ada");

            context.Customers.Add(new Customer { FullName = $"New in {migration.Phase}", Email = $"{migration.Phase}@example.org" });
            await context.SaveChangesAsync();
        }

        Parity.AssertSame(await Parity.PlainAsync(server, oldModel, newModel), await Parity.DumpAsync(database));
    }

    private static async Task ExecuteAsync(TestDatabase database, ShopContext context, PlannedMigration migration)
    {
        await using var connection = await database.OpenAsync();

        // The gate asks for the history and the assembly's migrations, which a plan alone does not have.
        var operations = migration.Up.Where(o => o is not GateOperation).ToList();
        foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate(operations, migration.TargetModel))
            await connection.ExecuteAsync(command.CommandText);
    }

    // V1's classes bear the names of V2's, so its model is given by name.
    private static void V1(ModelBuilder model)
    {
        model.Entity("Shop.Customer", customer =>
        {
            customer.ToTable("Customers").Property<int>("Id");
            customer.Property<string>("Name").HasMaxLength(200).IsRequired();
            customer.Property<string>("Email").HasMaxLength(320).IsRequired();
            customer.Property<string>("Nickname").HasMaxLength(100);
            customer.Property<DateTime>("CreatedAt");
            customer.HasIndex("Name");
            customer.HasIndex("Email").IsUnique();
        });
        model.Entity("Shop.Product", product =>
        {
            product.ToTable("Products").Property<int>("Id");
            product.Property<string>("Name").HasMaxLength(200).IsRequired();
            product.Property<decimal>("Price").HasPrecision(12, 2);
        });
        model.Entity("Shop.Order", order =>
        {
            order.ToTable("Orders").Property<int>("Id");
            order.Property<int>("CustomerId");
            order.Property<int>("ProductId");
            order.Property<int>("Quantity");
            order.Property<DateTime>("CreatedAt");
            order.HasOne("Shop.Customer").WithMany().HasForeignKey("CustomerId").IsRequired();
            order.HasOne("Shop.Product").WithMany().HasForeignKey("ProductId").IsRequired();
        });
    }
}
