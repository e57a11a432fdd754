using EfPhased;
using Microsoft.EntityFrameworkCore.Migrations;

// What the analyzer warns about. Where the contract has run everywhere, delete these lines, or name the change in EfPhasedContracted.
[assembly: System.Reflection.AssemblyMetadata("EfPhased.Removes:RenameReaderName", "Readers.Reader.Name -> Readers.Name")]

#nullable disable

namespace Readers.Migrations
{
    /// <inheritdoc />
    [Phase(Phase.Contract, "RenameReaderName")]
    public partial class RenameReaderName_Contract : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Gate(
                change: "RenameReaderName",
                requires: ["20261121221101_RenameReaderName_Expand", "20261121221102_RenameReaderName_Switch"],
                agreements: [new("Readers", ["Id"], [new("FullName", "{Name}") { Type = "character varying(200)" }])],
                removes: [new("Readers", "Name")]);

            migrationBuilder.AlterColumn<string>(
                name: "Name",
                table: "Readers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200)
                .Online();

            migrationBuilder.DropDualWrite(
                change: "RenameReaderName",
                table: "Readers");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "Readers")
                .Online();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "Readers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "")
                .Online();

            migrationBuilder.AddDualWrite(
                change: "RenameReaderName",
                table: "Readers",
                pairs: [new("Name", "FullName") { Type = "character varying(200)" }]);

            migrationBuilder.SwitchDualWrite(
                change: "RenameReaderName",
                table: "Readers",
                pairs: [new("Name", "FullName") { Type = "character varying(200)" }]);

            migrationBuilder.Backfill(
                change: "RenameReaderName",
                table: "Readers",
                key: ["Id"],
                values: [new("Name", "{FullName}") { Type = "character varying(200)" }]);

            migrationBuilder.AlterColumn<string>(
                name: "Name",
                table: "Readers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldDefaultValue: "")
                .Online();
        }
    }
}
