using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Tests.Linting;

/// <summary>A context with the history below; no server is ever asked.</summary>
internal sealed class LintedContext : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=nowhere");
}

[DbContext(typeof(LintedContext))]
[Migration("20260101000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Customers", t => new { Id = t.Column<int>("integer", nullable: false), Name = t.Column<string>("text", nullable: true) },
            constraints: t => t.PrimaryKey("PK_Customers", x => x.Id));
        migrationBuilder.CreateIndex("IX_Customers_Name", "Customers", "Name");
        migrationBuilder.InsertData("Customers", ["Id", "Name"], new object[,] { { 1, "One" }, { 2, "Two" } });
    }
}

[DbContext(typeof(LintedContext))]
[Migration("20260102000000_AddNick")]
internal sealed class AddNick : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("Nick", "Customers", "text", nullable: true);
}

[DbContext(typeof(LintedContext))]
[Migration("20260103000000_Rename")]
internal sealed class Rename : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn(
            name: "Name",
            table: "Customers",
            newName: "FullName");

        Index(migrationBuilder);
    }

    private static void Index(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateIndex("IX_Customers_Nick", "Customers", "Nick");
}

[DbContext(typeof(LintedContext))]
[Migration("20260104000000_Throws")]
internal sealed class Throws : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => throw new FileNotFoundException("there is no script.sql");
}

[DbContext(typeof(LintedContext))]
[Migration("20260105000000_NeedsArgument")]
internal sealed class NeedsArgument(TimeProvider clock) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(clock.GetUtcNow().ToString(CultureInfo.InvariantCulture));
}

[DbContext(typeof(LintedContext))]
[Migration("20260106000000_Unsteady")]
internal sealed class Unsteady : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<Guid>("Token", "Customers", "uuid", nullable: false, defaultValue: Guid.NewGuid());
}

[DbContext(typeof(LintedContext))]
[Migration("20260107000000_Scripts")]
internal sealed class Scripts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            -- the first one is well
            CREATE VIEW v AS SELECT ';';

            DELETE FROM "Customers";
            DO $$ BEGIN
                PERFORM 1;
            END $$;
            """);
        migrationBuilder.Sql(@"
            ALTER TABLE ""Customers"" RENAME TO clients;");
    }
}

[DbContext(typeof(LintedContext))]
[Migration("20260108000000_Split_Contract")]
[Phase(Phase.Contract, "Split")]
internal sealed class SplitContract : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn("Nick", "Customers");

        // by hand
        migrationBuilder.CreateIndex("IX_Customers_Token", "Customers", "Token");
    }
}

internal sealed class Undiscovered : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Customers");
}
