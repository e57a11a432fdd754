using EfPhased;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Readers.Migrations
{
    /// <inheritdoc />
    [Phase(Phase.Switch, "RenameReaderName")]
    public partial class RenameReaderName_Switch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.SwitchDualWrite(
                change: "RenameReaderName",
                table: "Readers",
                pairs: [new("Name", "FullName") { Type = "character varying(200)" }]);

            migrationBuilder.AlterColumn<string>(
                name: "FullName",
                table: "Readers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldNullable: true)
                .Online();

            migrationBuilder.DropCheckConstraint(
                name: "CK_Readers_FullName_NotNull",
                table: "Readers")
                .Online();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddNotNullCheck(
                change: "RenameReaderName",
                name: "CK_Readers_FullName_NotNull",
                table: "Readers",
                column: "FullName");

            migrationBuilder.ValidateConstraint(
                change: "RenameReaderName",
                name: "CK_Readers_FullName_NotNull",
                table: "Readers");

            migrationBuilder.AlterColumn<string>(
                name: "FullName",
                table: "Readers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200)
                .Online();

            migrationBuilder.SwitchDualWrite(
                change: "RenameReaderName",
                table: "Readers",
                pairs: [new("Name", "FullName") { Type = "character varying(200)" }],
                revert: true);
        }
    }
}
