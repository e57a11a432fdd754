using EfPhased.Design.Linting.Sql;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Tests.Classification;

internal static partial class OperationCases
{
    private static readonly OperationCase[] Keys =
    [
        new("AddForeignKey, child new in this migration", "EFP7201", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer"), CustomerId = t.Column<int>("integer") });
            m.AddForeignKey("FK_News", "News", "CustomerId", "Customers", principalColumn: "Id");
        }),
        new("AddForeignKey, new required column with a default", "EFP7202", "XO, XN, W", "Error", m =>
        {
            m.AddColumn<int>("ShopId", "Orders", "integer", nullable: false, defaultValue: 0);
            m.AddForeignKey("FK_Shop", "Orders", "ShopId", "Customers", principalColumn: "Id");
        }),
        new("AddForeignKey, new optional column", "EFP7203", "A, W", "Error", m =>
        {
            m.AddColumn<int>("ShopId", "Orders", "integer", nullable: true);
            m.AddForeignKey("FK_Shop", "Orders", "ShopId", "Customers", principalColumn: "Id");
        }),
        new("AddForeignKey, existing table", "EFP7204", "B, W", "Error", m => m.AddForeignKey("FK_X", "Orders", "OtherId", "Customers", principalColumn: "Id")),
        new("DropForeignKey, DB cascade", "EFP7210", "B", "Note", m => m.DropForeignKey("FK_Orders_Customers", "Orders")),
        new("DropForeignKey", "EFP7211", "A", "None", m => m.DropForeignKey("FK_Orders_Others", "Orders")),
        new("AddPrimaryKey, new table", "EFP7220", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.AddPrimaryKey("PK_News", "News", "Id");
        }),
        new("AddPrimaryKey", "EFP7221", "XO, W", "Error", m => m.AddPrimaryKey("PK_New", "Customers", "Number")),
        new("DropPrimaryKey", "EFP7222", "B", "Warning", m => m.DropPrimaryKey("PK_Customers", "Customers")),
        new("DropPrimaryKey, new table", "EFP7223", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.DropPrimaryKey("PK_News", "News");
        }),
        new("AddUniqueConstraint, new table", "EFP7230", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.AddUniqueConstraint("AK_News", "News", "Id");
        }),
        new("AddUniqueConstraint", "EFP7231", "B, W", "Error", m => m.AddUniqueConstraint("AK_Number", "Customers", "Number")),
        new("DropUniqueConstraint", "EFP7232", "B", "Note", m => m.DropUniqueConstraint("AK_Customers_Email", "Customers")),
        new("AddCheckConstraint, new table", "EFP7240", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.AddCheckConstraint("CK_News", "News", "\"Id\" > 0");
        }),
        new("AddCheckConstraint", "EFP7241", "B, W", "Error", m => m.AddCheckConstraint("CK_Number", "Customers", "\"Number\" > 0")),
        new("DropCheckConstraint", "EFP7242", "A", "None", m => m.DropCheckConstraint("CK_Customers_Age", "Customers")),

        new("CreateIndex, table new here", "EFP7250", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.CreateIndex("IX_News", "News", "Id");
        }),
        new("CreateIndex, unique, new optional column", "EFP7251", "A, W", "Error", m =>
        {
            m.AddColumn<string>("Code", "Customers", "text", nullable: true);
            m.CreateIndex("IX_Code", "Customers", "Code", unique: true);
        }),
        new("CreateIndex, existing, unique", "EFP7252", "B, W", "Error", m => m.CreateIndex("IX_Email", "Customers", "Email", unique: true)),
        new("CreateIndex, existing, not unique", "EFP7253", "A, W", "Error", m => m.CreateIndex("IX_Email", "Customers", "Email")),
        new("CreateIndex, concurrently", "EFP7253", "A", "None", m => m.CreateIndex("IX_Email", "Customers", "Email").Annotation("Npgsql:CreatedConcurrently", true)),
        new("CreateIndex, partitioned table, without its partitions", "EFP7254", "A", "None",
            m => m.CreateIndex("IX_At", "Events", "At").Annotation(PartitionAnnotations.Only, true)),
        new("CreateIndex, partitioned table, concurrently", "EFP7255", "B", "Error", m => m.CreateIndex("IX_At", "Events", "At").Online()),
        new("CreateIndex, partitioned table", "EFP7256", "A, W", "Error", m => m.CreateIndex("IX_At", "Events", "At")),
        new("DropIndex, new table", "EFP7260", "A", "None", m =>
        {
            m.CreateTable("News", t => new { Id = t.Column<int>("integer") });
            m.DropIndex("IX_News", "News");
        }),
        new("DropIndex, unique", "EFP7262", "B", "Note", m => m.DropIndex("IX_Customers_Number", "Customers")),
        new("DropIndex, plain", "EFP7263", "A", "None", m => m.DropIndex("IX_Customers_Name", "Customers")),
        new("RenameIndex", "EFP7264", "A", "None", m => m.RenameIndex("IX_Customers_Name", table: "Customers", newName: "IX_Name")),

        new("CreateIndex, existing", "EFP7253", "A", "None", m => m.CreateIndex("IX_Email", "Customers", "Email")) { IsPostgreSql = false },
        new("CreateIndex, FULLTEXT", "EFP7253", "A, W", "Error", m => m.CreateIndex("IX_Email", "Customers", "Email").Annotation("MySql:FullTextIndex", true)) { IsPostgreSql = false },
        new("DropIndex, needed by FK", "EFP7261", "B", "Error", m => m.DropIndex("IX_Orders_CustomerId", "Orders")) { IsPostgreSql = false },
        new("AddForeignKey, existing table", "EFP7204", "B, W", "Error", m => m.AddForeignKey("FK_X", "Orders", "OtherId", "Customers", principalColumn: "Id"))
            { IsPostgreSql = false },
        new("DropPrimaryKey", "EFP7222", "B, W", "Error", m => m.DropPrimaryKey("PK_Customers", "Customers")) { IsPostgreSql = false },
        new("AddCheckConstraint", "EFP7241", "B, W", "Error", m => m.AddCheckConstraint("CK_Number", "Customers", "Number > 0")) { IsPostgreSql = false },
        new("AddUniqueConstraint", "EFP7231", "B", "Warning", m => m.AddUniqueConstraint("AK_Number", "Customers", "Number")) { IsPostgreSql = false },
    ];
}
