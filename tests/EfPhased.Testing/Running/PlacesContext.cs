using EfPhased.Operations;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary>Places, which get an alternate key and another primary key in changes of their own.</summary>
public sealed class PlacesContext(DbContextOptions options) : DbContext(options)
{
    public const string Initial = "20260101000000_Places";
    public const string Unique = "Unique";
    public const string Key = "Key";
    public const string Strict = "Strict";
    public const string Swap = "Swap";
    public const string Bury = "Bury";
    public const string Tombstone = "tombstone_Bury_Code";
    public const string StrictContract = "20260104000000_Strict_Contract";

    public static PlacesContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<PlacesContext>(database.ConnectionString).Options);
}

[DbContext(typeof(PlacesContext))]
[Migration(PlacesContext.Initial)]
internal sealed class PlacesInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Places", t => new
        {
            Id = t.Column<int>(nullable: false),
            Region = t.Column<int>(nullable: false),
            Code = t.Column<string>("varchar(40)", nullable: false),
        }, constraints: t => t.PrimaryKey("PK_Places", p => p.Id));
        migrationBuilder.CreateIndex("IX_Places", "Places", "Region");
    }
}

[DbContext(typeof(PlacesContext))]
[Migration("20260102000000_Unique_Expand")]
[Phase(Phase.Expand, PlacesContext.Unique)]
internal sealed class PlacesUnique : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CheckRows(PlacesContext.Unique, "AK_Places", "Places", ["Id"], unique: ["Region", "Code"]);
        migrationBuilder.AddUniqueConstraint("AK_Places_new", "Places", ["Region", "Code"]).Online();
        migrationBuilder.RenameConstraint(PlacesContext.Unique, "AK_Places_new", "AK_Places", "Places");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameConstraint(PlacesContext.Unique, "AK_Places", "AK_Places_new", "Places");
        migrationBuilder.DropUniqueConstraint("AK_Places_new", "Places").Online();
    }
}

[DbContext(typeof(PlacesContext))]
[Migration("20260103000000_Key_Expand")]
[Phase(Phase.Expand, PlacesContext.Key)]
internal sealed class PlacesKey : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.ReplacePrimaryKey(PlacesContext.Key, "PK_Places", "PK_Places", "Places", ["Region", "Id"], "PK_Places_new");

    protected override void Down(MigrationBuilder migrationBuilder)
        => migrationBuilder.ReplacePrimaryKey(PlacesContext.Key, "PK_Places", "PK_Places", "Places", ["Id"], "PK_Places_new");
}

/// <summary>Takes nothing away, and forbids what an older build may write.</summary>
[DbContext(typeof(PlacesContext))]
[Migration(PlacesContext.StrictContract)]
[Phase(Phase.Contract, PlacesContext.Strict)]
internal sealed class PlacesStrict : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Gate(PlacesContext.Strict, [], [], []);
        migrationBuilder.CreateIndex("IX_Places_Code", "Places", "Code", unique: true).Online();
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndex("IX_Places_Code", "Places").Online();
}

[DbContext(typeof(PlacesContext))]
[Migration("20260105000000_Bury_Contract")]
[Phase(Phase.Contract, PlacesContext.Bury)]
internal sealed class PlacesBury : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Gate(PlacesContext.Bury, [], [], [new RemovedObject("Places", "Code")]);
        migrationBuilder.AlterColumn<string>("Code", "Places", "varchar(40)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "varchar(40)").Online();
        migrationBuilder.AddTombstone(PlacesContext.Bury, "Places", PlacesContext.Tombstone, TimeSpan.FromDays(7), column: "Code");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
        => migrationBuilder.RestoreTombstone(PlacesContext.Bury, "Places", PlacesContext.Tombstone, column: "Code");
}

/// <summary>An index that keeps its name and gets another column.</summary>
[DbContext(typeof(PlacesContext))]
[Migration("20260106000000_Swap_Expand")]
[Phase(Phase.Expand, PlacesContext.Swap)]
internal sealed class PlacesSwap : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => Replace(migrationBuilder, "Region", "Id");

    protected override void Down(MigrationBuilder migrationBuilder) => Replace(migrationBuilder, "Region");

    private static void Replace(MigrationBuilder migrationBuilder, params string[] columns)
    {
        migrationBuilder.CreateIndex("IX_Places_new", "Places", columns).Online();
        migrationBuilder.DropIndex("IX_Places", "Places").Online();
        migrationBuilder.RenameIndex("IX_Places_new", "IX_Places", "Places");
    }
}
