using EfPhased;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Readers.Migrations
{
    /// <inheritdoc />
    [Phase(Phase.Expand, "RenameReaderName")]
    public partial class RenameReaderName_Expand : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FullName",
                table: "Readers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true)
                .Online();

            migrationBuilder.AddDualWrite(
                change: "RenameReaderName",
                table: "Readers",
                pairs: [new("Name", "FullName") { Type = "character varying(200)" }]);

            migrationBuilder.Backfill(
                change: "RenameReaderName",
                table: "Readers",
                key: ["Id"],
                values: [new("FullName", "{Name}") { Type = "character varying(200)" }]);

            migrationBuilder.AddNotNullCheck(
                change: "RenameReaderName",
                name: "CK_Readers_FullName_NotNull",
                table: "Readers",
                column: "FullName");

            migrationBuilder.ValidateConstraint(
                change: "RenameReaderName",
                name: "CK_Readers_FullName_NotNull",
                table: "Readers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Readers_FullName_NotNull",
                table: "Readers")
                .Online();

            migrationBuilder.DropDualWrite(
                change: "RenameReaderName",
                table: "Readers");

            migrationBuilder.DropColumn(
                name: "FullName",
                table: "Readers")
                .Online();
        }
    }
}
