using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations;

public partial class Later : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Name\" = trim(\"Name\")"); //! Sql certain & Sql certain
        migrationBuilder.Sql(@"
CREATE FUNCTION tidy() RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE ""Customers"" SET ""Email"" = ""Name""; //! Sql certain
END
$body$;");
        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", nullable: true); //! Mapping certain
        migrationBuilder.AlterColumn<string>(name: "Name", table: "Products", nullable: true);
        migrationBuilder.CreateIndex("IX_X", "Customers", new[] { "Id", "Name" }); //! Mapping certain
        migrationBuilder.CreateIndex(name: "IX_Y", table: "Customers", column: "Email", filter: "\"Name\" IS NOT NULL"); //! Sql certain
        migrationBuilder.DropTable(name: "legacy_orders"); //! Mapping certain legacy_orders
    }
}
