using EfPhased.Design.Linting.Sql;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Tests.Classification;

/// <summary>Two tables in use, with everything that an operation can meet.</summary>
internal static class ShopHistory
{
    public static History Create(bool isPostgreSql) => History.Of(isPostgreSql).Then(m =>
    {
        var text = isPostgreSql ? "character varying(100)" : "varchar(100)";
        var integer = isPostgreSql ? "integer" : "int";
        m.CreateTable(
            "Customers",
            t => new
            {
                Id = t.Column<int>(integer, nullable: false).Annotation($"{(isPostgreSql ? "Npgsql" : "MySql")}:ValueGenerationStrategy", "IdentityByDefaultColumn"),
                Name = t.Column<string>(text, maxLength: 100, nullable: true),
                Email = t.Column<string>(text, maxLength: 100, nullable: false),
                City = t.Column<string>(text, maxLength: 100, nullable: true),
                Street = t.Column<string>(text, maxLength: 100, nullable: true),
                Age = t.Column<int>(integer, nullable: false, defaultValue: 0),
                Number = t.Column<int>(integer, nullable: false),
                Total = t.Column<int>(integer, nullable: false, computedColumnSql: "\"Age\" + 1", stored: true),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_Customers", x => x.Id);
                t.UniqueConstraint("AK_Customers_Email", x => x.Email);
                t.CheckConstraint("CK_Customers_Age", "\"Age\" >= 0");
            });
        m.CreateTable(
            "Orders",
            t => new
            {
                Id = t.Column<int>(integer, nullable: false),
                CustomerId = t.Column<int>(integer, nullable: false),
                OtherId = t.Column<int>(integer, nullable: true),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_Orders", x => x.Id);
                t.ForeignKey("FK_Orders_Customers", x => x.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Cascade);
                t.ForeignKey("FK_Orders_Others", x => x.OtherId, "Customers", "Id");
            });
        if (isPostgreSql)
            m.CreateTable("Events", t => new { At = t.Column<DateTime>("timestamp with time zone") }).Annotation(PartitionAnnotations.Partitioned, true);
        m.CreateIndex("IX_Customers_City_Street", "Customers", ["City", "Street"]);
        m.CreateIndex("IX_Customers_Name", "Customers", "Name");
        m.CreateIndex("IX_Customers_Number", "Customers", "Number", unique: true);
        m.CreateIndex("IX_Orders_CustomerId", "Orders", "CustomerId");
        m.CreateSequence<int>("Numbers");
    });
}
