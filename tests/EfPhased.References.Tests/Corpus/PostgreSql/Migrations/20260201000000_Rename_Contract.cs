using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations;

public partial class Rename_Contract : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Name", table: "Customers");
}
