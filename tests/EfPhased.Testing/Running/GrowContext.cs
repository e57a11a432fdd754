using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary>A table that gets columns which only the new version knows, and a table beside it; one old column goes.</summary>
public sealed class GrowContext(DbContextOptions options) : DbContext(options)
{
    public const string Change = "Grow";
    public const string Initial = "20260101000000_Grow";
    public const string Expand = "20260102000000_Grow_Expand";
    public const string Contract = "20260102000002_Grow_Contract";

    public static GrowContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<GrowContext>(database.ConnectionString).Options);
}

[DbContext(typeof(GrowContext))]
[Migration(GrowContext.Initial)]
internal sealed class GrowInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable("Items", t => new
        {
            Id = t.Column<int>(nullable: false),
            Code = t.Column<string>("varchar(40)", nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Items", i => i.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Items");
}

[DbContext(typeof(GrowContext))]
[Migration(GrowContext.Expand)]
[Phase(Phase.Expand, GrowContext.Change)]
internal sealed class GrowExpand : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Note", "Items", "varchar(40)", nullable: true).Online();
        migrationBuilder.AddColumn<int>("Rank", "Items", nullable: false, defaultValue: 3).Online();
        migrationBuilder.AddColumn<string>("Upper", "Items", "varchar(40)", nullable: true).Online();
        migrationBuilder.Backfill(GrowContext.Change, "Items", ["Id"], [new BackfillValue("Upper", "UPPER({Code})") { Type = "varchar(40)" }]);
        migrationBuilder.CreateTable("Extras", t => new { Id = t.Column<int>(nullable: false) }, constraints: t => t.PrimaryKey("PK_Extras", e => e.Id));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("Extras");
        migrationBuilder.DropColumn("Upper", "Items").Online();
        migrationBuilder.DropColumn("Rank", "Items").Online();
        migrationBuilder.DropColumn("Note", "Items").Online();
    }
}

[DbContext(typeof(GrowContext))]
[Migration(GrowContext.Contract)]
[Phase(Phase.Contract, GrowContext.Change)]
internal sealed class GrowContract : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Gate(GrowContext.Change, [GrowContext.Expand], [], [new RemovedObject("Items", "Code")]);
        migrationBuilder.DropColumn("Code", "Items").Online();
    }

    protected override void Down(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("Code", "Items", "varchar(40)", nullable: true).Online();
}
