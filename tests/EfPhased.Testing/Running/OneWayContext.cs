using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary>A change whose author takes back nothing of Expand: the migration has no Down, and that of Switch throws.</summary>
public sealed class OneWayContext(DbContextOptions options) : DbContext(options)
{
    public const string Change = "OneWay";
    public const string Initial = "20260101000000_OneWay";
    public const string Expand = "20260102000000_OneWay_Expand";
    public const string Switch = "20260102000001_OneWay_Switch";
    public const string Contract = "20260102000002_OneWay_Contract";

    public static OneWayContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<OneWayContext>(database.ConnectionString).Options);
}

[DbContext(typeof(OneWayContext))]
[Migration(OneWayContext.Initial)]
internal sealed class OneWayInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable("Items", t => new
        {
            Id = t.Column<int>(nullable: false),
            Code = t.Column<string>("varchar(40)", nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Items", i => i.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Items");
}

[DbContext(typeof(OneWayContext))]
[Migration(OneWayContext.Expand)]
[Phase(Phase.Expand, OneWayContext.Change)]
internal sealed class OneWayExpand : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("Note", "Items", "varchar(40)", nullable: true).Online();
}

[DbContext(typeof(OneWayContext))]
[Migration(OneWayContext.Switch)]
[Phase(Phase.Switch, OneWayContext.Change)]
internal sealed class OneWaySwitch : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("Remark", "Items", "varchar(40)", nullable: true).Online();

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotImplementedException();
}

[DbContext(typeof(OneWayContext))]
[Migration(OneWayContext.Contract)]
[Phase(Phase.Contract, OneWayContext.Change)]
internal sealed class OneWayContract : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Gate(OneWayContext.Change, [OneWayContext.Expand, OneWayContext.Switch], [], [new("Items", "Code")]);
        migrationBuilder.DropColumn("Code", "Items").Online();
    }

    protected override void Down(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("Code", "Items", "varchar(40)", nullable: true).Online();
}
