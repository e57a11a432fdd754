using System.Reflection;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>Raw SQL in phased migrations, at the place that every way to run a migration goes through.</summary>
public sealed class HandWrittenSqlTests
{
    [Theory]
    [InlineData(typeof(Unlabelled), "EFP2060")]
    [InlineData(typeof(UnlabelledWayBack), "EFP2060")]
    [InlineData(typeof(OfAnotherPhase), "EFP2061")]
    public void Refused(Type migration, string code) => Assert.Equal(code, Assert.Throws<PhasedException>(() => Create(migration)).Code);

    [Theory]
    [InlineData(typeof(Labelled))]
    [InlineData(typeof(Plain))]
    public void Accepted(Type migration) => Assert.NotEmpty(Create(migration).UpOperations);

    private static Migration Create(Type migration)
    {
        using var context = PlanningContext.Open(PostgreSqlServer.Instance, "Host=nowhere", _ => { });
        return context.GetService<IMigrationsAssembly>().CreateMigration(migration.GetTypeInfo(), context.Database.ProviderName!);
    }

    [Phase(Phase.Expand, "Change")]
    private sealed class Unlabelled : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE t SET a = 1");
    }

    [Phase(Phase.Expand, "Change")]
    private sealed class UnlabelledWayBack : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE t SET a = 1").InPhase(Phase.Expand);

        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE t SET a = 0");
    }

    [Phase(Phase.Expand, "Change")]
    private sealed class OfAnotherPhase : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DELETE FROM t").InPhase(Phase.Contract);
    }

    [Phase(Phase.Expand, "Change")]
    private sealed class Labelled : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE t SET a = 1").InPhase(Phase.Expand);
    }

    private sealed class Plain : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE t SET a = 1");
    }
}
