using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Tests.Classification;

internal static partial class OperationCases
{
    private static readonly OperationCase[] Tables =
    [
        new("CreateTable, no FK", "EFP7302", "A, XN", "None", m => m.CreateTable("News", t => new { Id = t.Column<int>("integer") })),
        new("CreateTable, FK to existing", "EFP7301", "A, XN", "None", m => m.CreateTable(
            "News", t => new { Id = t.Column<int>("integer"), CustomerId = t.Column<int>("integer") },
            constraints: t => t.ForeignKey("FK_News", x => x.CustomerId, "Customers", "Id"))),
        new("DropTable, new here", "EFP7310", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.DropTable("News");
        }),
        new("DropTable, referenced", "EFP7311", "D, XO", "Error", m => m.DropTable("Customers")),
        new("DropTable, referencing", "EFP7312", "D, XO", "Error", m => m.DropTable("Orders")),
        new("DropTable", "EFP7313", "D, XO", "Error", m => m.DropTable("Elsewhere")),
        new("RenameTable, new here", "EFP7320", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.RenameTable("News", newName: "Olds");
        }),
        new("RenameTable, schema", "EFP7321", "XO, XN", "Error", m => m.RenameTable("Customers", newName: "Customers", newSchema: "sales")),
        new("RenameTable, name", "EFP7322", "XO, XN", "Error", m => m.RenameTable("Customers", newName: "Clients")),
        new("AlterTable, new here", "EFP7330", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.AlterTable("News", comment: "new");
        }),
        new("AlterTable, UNLOGGED", "EFP7331", "B, W", "Error", m => m.AlterTable("Customers").Annotation("Npgsql:UnloggedTable", true)),
        new("AlterTable, comment", "EFP7332", "A", "None", m => m.AlterTable("Customers", comment: "people")),

        new("EnsureSchema", "EFP7401", "A, XN", "None", m => m.EnsureSchema("sales")),
        new("DropSchema", "EFP7402", "D, XO", "Error", m => m.DropSchema("sales")),
        new("CreateSequence", "EFP7410", "A, XN", "None", m => m.CreateSequence<int>("More")),
        new("AlterSequence, increment (HiLo)", "EFP7411", "XO, XN", "Error", m => m.AlterSequence("Numbers", incrementBy: 50, oldIncrementBy: 10)),
        new("AlterSequence, min, max, cycle", "EFP7412", "B", "Note", m => m.AlterSequence("Numbers", cyclic: true)),
        new("DropSequence", "EFP7413", "D, XO", "Error", m => m.DropSequence("Numbers")),
        new("RenameSequence", "EFP7414", "XO, XN", "Error", m => m.RenameSequence("Numbers", newName: "Figures")),
        new("RestartSequence", "EFP7415", "B", "Warning", m => m.RestartSequence("Numbers", 1)),
        new("AlterDatabase PG, enum removed", "EFP7420", "D, XO", "Error", m => m.AlterDatabase().OldAnnotation("Npgsql:Enum:mood", "sad,ok")),
        new("AlterDatabase PG, value removed or reordered", "EFP7421", "XO", "Error",
            m => m.AlterDatabase().Annotation("Npgsql:Enum:mood", "ok,sad").OldAnnotation("Npgsql:Enum:mood", "sad,ok")),
        new("AlterDatabase PG, value added", "EFP7422", "A, B", "Note",
            m => m.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,fine,ok").OldAnnotation("Npgsql:Enum:mood", "sad,ok")),
        new("AlterDatabase PG, extension removed", "EFP7423", "D", "Error", m => m.AlterDatabase().OldAnnotation("Npgsql:PostgresExtension:citext", ",,")),
        new("AlterDatabase PG, enum new, extension added", "EFP7424", "A, XN", "None",
            m => m.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,ok").Annotation("Npgsql:PostgresExtension:citext", ",,")),
        new("AlterDatabase MySQL, default charset", "EFP7424", "A, XN", "None", m => m.AlterDatabase(collation: "utf8mb4_bin").Annotation("MySql:CharSet", "utf8mb4"))
            { IsPostgreSql = false },

        new("InsertData", "EFP7430", "A", "None", m => m.InsertData("Orders", ["Id"], new object[] { 1 })),
        new("UpdateData", "EFP7431", "B", "None", m => m.UpdateData("Orders", "Id", 1, "OtherId", 2)),
        new("DeleteData", "EFP7432", "D", "None", m => m.DeleteData("Orders", "Id", 1)),
        new("an operation of EfPhased's own", "EFP7440", "A", "None", m => m.Operations.Add(new ValidateConstraintOperation { Change = "X", Table = "Orders", Name = "CK" })),
        new("an operation of somebody else's", "EFP7190", "unknown", "Warning", m => m.Operations.Add(new SomebodysOperation())),
        new("SqlOperation", "EFP7590", "unknown", "Warning", m => m.Sql("DO $$ BEGIN PERFORM 1; END $$")),
    ];

    private sealed class SomebodysOperation : MigrationOperation;
}
