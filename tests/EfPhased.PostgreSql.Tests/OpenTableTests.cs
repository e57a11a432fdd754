using System.Reflection;
using EfPhased.Design.Planning;
using EfPhased.Operations;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace EfPhased.PostgreSql.Tests;

/// <summary>A change of a table that an earlier change still holds as a whole: one that drops it, or one that has put a view before it.</summary>
public sealed class OpenTableTests
{
    private const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    [Theory]
    [InlineData(typeof(DropsCustomers))]
    [InlineData(typeof(RenamesToCustomers))]
    public void Refused_until_it_is_contracted(Type open)
    {
        var plan = Plan();
        Migrations migrations = new(open.GetTypeInfo(), typeof(Contracts).GetTypeInfo());
        Assert.Equal("EFP4007", Assert.Throws<PhasedException>(() => OpenChanges.Check(migrations, Provider, new HashSet<string>(), [], plan)).Code);
        OpenChanges.Check(migrations, Provider, new HashSet<string>(), ["Open"], plan);
    }

    [Fact]
    public void Other_tables_are_free() => OpenChanges.Check(
        new Migrations(typeof(DropsOrders).GetTypeInfo(), typeof(Contracts).GetTypeInfo()), Provider, new HashSet<string>(), [], Plan());

    private static PhasedPlan Plan()
    {
        static void Customers(ModelBuilder m, bool nick) => m.Entity("App.Customer", e =>
        {
            e.ToTable("Customers");
            e.Property<int>("Id");
            e.HasKey("Id");
            if (nick)
                e.Property<string>("Nick");
        });
        var old = TestModels.ThroughSnapshot(PostgreSqlServer.Instance, TestModels.Build(PostgreSqlServer.Instance, m => Customers(m, nick: false)));
        using var context = PlanningContext.Open(PostgreSqlServer.Instance, "Host=nowhere", m => Customers(m, nick: true));
        return context.Plan("Next", old, PlanHints.None);
    }

    [Phase(Phase.Expand, "Open")]
    private sealed class DropsCustomers : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Gate("Open", removes: [new RemovedObject("Customers")]);
    }

    [Phase(Phase.Expand, "Open")]
    private sealed class DropsOrders : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Gate("Open", removes: [new RemovedObject("Orders")]);
    }

    [Phase(Phase.Expand, "Open")]
    private sealed class RenamesToCustomers : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
            => migrationBuilder.RenameTableBehindView("Open", "Shoppers", "Customers", ["Id"], "efphased_Open_Shoppers");
    }

    [Phase(Phase.Contract, "Open")]
    private sealed class Contracts : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Gate("Open");
    }

    private sealed class Migrations(params TypeInfo[] types) : IMigrationsAssembly
    {
        IReadOnlyDictionary<string, TypeInfo> IMigrationsAssembly.Migrations { get; } = types.Index().ToDictionary(t => $"2026112100000{t.Index}_Open", t => t.Item);

        public ModelSnapshot? ModelSnapshot => null;

        public Assembly Assembly => typeof(OpenTableTests).Assembly;

        public string? FindMigrationId(string nameOrId) => null;

        public Migration CreateMigration(TypeInfo migrationClass, string activeProvider) => (Migration)Activator.CreateInstance(migrationClass)!;
    }
}
