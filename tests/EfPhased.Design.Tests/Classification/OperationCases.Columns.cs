using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Tests.Classification;

internal static partial class OperationCases
{
    private const string Text = "character varying(100)";

    private static readonly OperationCase[] Columns =
    [
        new("AddColumn, nullable, no default", "EFP7112", "A, XN", "None", m => m.AddColumn<string>("Nick", "Customers", "text", nullable: true)),
        new("AddColumn, constant default", "EFP7111", "A, XN", "None", m => m.AddColumn<int>("Points", "Customers", "integer", nullable: false, defaultValue: 0)),
        new("AddColumn, stable default", "EFP7111", "A, XN", "None", m => m.AddColumn<DateTime>("Since", "Customers", "timestamptz", nullable: false, defaultValueSql: "now()")),
        new("AddColumn, volatile default", "EFP7107", "A, XN, W", "Error",
            m => m.AddColumn<Guid>("Token", "Customers", "uuid", nullable: false, defaultValueSql: "gen_random_uuid()")),
        new("AddColumn, required, no default", "EFP7108", "XO, XN", "Error", m => m.AddColumn<int>("Points", "Customers", "integer", nullable: false)),
        new("AddColumn, computed virtual", "EFP7105", "A, XN", "None",
            m => m.AddColumn<int>("Double", "Customers", "integer", nullable: false, computedColumnSql: "\"Age\" * 2", stored: false)),
        new("AddColumn, computed stored", "EFP7104", "A, XN, W", "Error",
            m => m.AddColumn<int>("Double", "Customers", "integer", nullable: false, computedColumnSql: "\"Age\" * 2", stored: true)),
        new("AddColumn, identity", "EFP7103", "XN, W", "Error",
            m => m.AddColumn<int>("Row", "Customers", "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", "IdentityByDefaultColumn")),
        new("AddColumn, domain with constraint", "EFP7106", "XN, W", "Error", m =>
        {
            m.Sql("CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');");
            m.AddColumn<string>("Mail", "Customers", "mail", nullable: true);
        }),
        new("AddColumn, json", "EFP7110", "B, XN", "Note", m => m.AddColumn<string>("Data", "Customers", "json", nullable: true)),
        new("AddColumn, discriminator", "EFP7109", "B, XN", "Warning",
            m => m.AddColumn<string>("Discriminator", "Customers", "text", nullable: false, defaultValue: "")),
        new("AddColumn, xmin", "EFP7102", "A", "None", m => m.AddColumn<uint>("xmin", "Customers", "xid", rowVersion: true, nullable: false)),
        new("AddColumn, to a new table", "EFP7101", "A, XN", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.AddColumn<int>("Points", "News", "integer", nullable: false);
        }),
        new("DropColumn", "EFP7152", "D, XO", "Error", m => m.DropColumn("Name", "Customers")),
        new("DropColumn, in a multi-column index", "EFP7154", "D, XO", "Error", m => m.DropColumn("City", "Customers")),
        new("DropColumn, in a check or computed column", "EFP7153", "D, XO", "Error", m => m.DropColumn("Age", "Customers")),
        new("DropColumn, with a foreign key", "EFP7151", "D, XO", "Error", m => m.DropColumn("CustomerId", "Orders")),
        new("DropColumn, of a new table", "EFP7150", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer"), Old = t.Column<int>("integer") });
            m.DropColumn("Old", "News");
        }),
        new("RenameColumn", "EFP7161", "XO, XN", "Error", m => m.RenameColumn("Name", "Customers", "FullName")),
        new("RenameColumn, of a new table", "EFP7160", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.RenameColumn("Id", "News", "Key");
        }),

        new("AlterColumn type, metadata only", "EFP7125", "A, XN", "None",
            m => m.AlterColumn<string>("Name", "Customers", "character varying(200)", nullable: true, oldClrType: typeof(string), oldType: Text, oldNullable: true)),
        new("AlterColumn type, rewrite", "EFP7124", "XN, W", "Error",
            m => m.AlterColumn<long>("Number", "Customers", "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer")),
        new("AlterColumn type, narrowing", "EFP7123", "D, XO, XN, W", "Error",
            m => m.AlterColumn<string>("Name", "Customers", "character varying(50)", nullable: true, oldClrType: typeof(string), oldType: Text, oldNullable: true)),
        new("AlterColumn nullability, nullable → required", "EFP7130", "XO, W", "Error",
            m => m.AlterColumn<string>("Name", "Customers", Text, nullable: false, oldClrType: typeof(string), oldType: Text, oldNullable: true)),
        new("AlterColumn nullability, required → nullable", "EFP7131", "B, XN", "Warning",
            m => m.AlterColumn<string>("Email", "Customers", Text, nullable: true, oldClrType: typeof(string), oldType: Text)),
        new("AlterColumn default, set", "EFP7133", "B", "Note",
            m => m.AlterColumn<int>("Number", "Customers", "integer", nullable: false, defaultValue: 1, oldClrType: typeof(int), oldType: "integer")),
        new("AlterColumn default, dropped, NOT NULL", "EFP7132", "XO", "Error",
            m => m.AlterColumn<int>("Age", "Customers", "integer", nullable: false, oldClrType: typeof(int), oldType: "integer", oldDefaultValue: 0)),
        new("AlterColumn collation, not indexed", "EFP7135", "B", "Warning",
            m => m.AlterColumn<string>("Email2", "Customers", Text, nullable: true, collation: "C", oldClrType: typeof(string), oldType: Text, oldNullable: true)),
        new("AlterColumn collation, indexed", "EFP7134", "B, W", "Error",
            m => m.AlterColumn<string>("Name", "Customers", Text, nullable: true, collation: "C", oldClrType: typeof(string), oldType: Text, oldNullable: true)),
        new("AlterColumn computed, expression changed", "EFP7122", "B, W", "Error", m => m.AlterColumn<int>(
            "Total", "Customers", "integer", nullable: false, computedColumnSql: "\"Age\" + 2", stored: true, oldClrType: typeof(int), oldType: "integer",
            oldComputedColumnSql: "\"Age\" + 1", oldStored: true)),
        new("AlterColumn computed, plain → computed", "EFP7121", "D, XO, XN, W", "Error", m => m.AlterColumn<int>(
            "Number", "Customers", "integer", nullable: false, computedColumnSql: "\"Age\" + 2", stored: true, oldClrType: typeof(int), oldType: "integer")),
        new("AlterColumn identity, none → identity", "EFP7136", "XN", "Warning",
            m => m.AlterColumn<int>("Number", "Customers", "integer", nullable: false, oldClrType: typeof(int), oldType: "integer")
                .Annotation("Npgsql:ValueGenerationStrategy", "IdentityByDefaultColumn")),
        new("AlterColumn identity, identity → none", "EFP7137", "XO, XN", "Error",
            m => m.AlterColumn<int>("Id", "Customers", "integer", nullable: false, oldClrType: typeof(int), oldType: "integer")
                .OldAnnotation("Npgsql:ValueGenerationStrategy", "IdentityByDefaultColumn")),
        new("AlterColumn, comment only", "EFP7138", "A", "None", m => m.AlterColumn<string>(
            "Name", "Customers", Text, nullable: true, comment: "who", oldClrType: typeof(string), oldType: Text, oldNullable: true)),
        new("AlterColumn, nothing", "EFP7139", "A", "None", m => m.AlterColumn<int>("Id", "Customers", "integer", nullable: false, oldClrType: typeof(int), oldType: "integer")
            .Annotation("Npgsql:ValueGenerationStrategy", "IdentityByDefaultColumn").OldAnnotation("Npgsql:ValueGenerationStrategy", "SerialColumn")),
        new("AlterColumn, of a new table", "EFP7120", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.AlterColumn<long>("Id", "News", "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");
        }),
    ];
}
