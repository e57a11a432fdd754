using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations;

public partial class Applied : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE \"Customers\" SET \"Name\" = ''");
}
