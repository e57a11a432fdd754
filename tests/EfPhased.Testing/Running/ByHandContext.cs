using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary>A change with steps that only people write, between steps that are planned. Names in small letters need no quotes anywhere.</summary>
public sealed class ByHandContext(DbContextOptions options) : DbContext(options)
{
    public const string Change = "ByHand";
    public const string Initial = "20260101000000_Initial";
    public const string Expand = "20260102000000_ByHand_Expand";
    public const string Contract = "20260102000002_ByHand_Contract";
    public const string Schema = "depot";

    public static ByHandContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<ByHandContext>(database.ConnectionString).Options);
}

[DbContext(typeof(ByHandContext))]
[Migration(ByHandContext.Initial)]
internal sealed class ByHandInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("items", t => new
        {
            id = t.Column<int>(nullable: false),
            code = t.Column<string>("varchar(40)", nullable: true),
            seen = t.Column<int>(nullable: false, defaultValue: 0),
        }, constraints: t => t.PrimaryKey("pk_items", i => i.id));
        if (migrationBuilder.IsPostgreSql())
            migrationBuilder.EnsureSchema(ByHandContext.Schema);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("items");
}

[DbContext(typeof(ByHandContext))]
[Migration(ByHandContext.Expand)]
[Phase(Phase.Expand, ByHandContext.Change)]
internal sealed class ByHandExpand : HandWrittenMigration
{
    // It counts how often it ran.
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("note", "items", "varchar(40)", nullable: true).Online();
        migrationBuilder.Sql("UPDATE items SET seen = seen + 1").InPhase(Phase.Expand);
        migrationBuilder.CreateIndex("ix_items_note", "items", "note").Online();
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_items_note", "items").Online();
        migrationBuilder.Sql("UPDATE items SET seen = seen - 1").InPhase(Phase.Expand);
        migrationBuilder.DropColumn("note", "items").Online();
    }
}

[DbContext(typeof(ByHandContext))]
[Migration(ByHandContext.Contract)]
[Phase(Phase.Contract, ByHandContext.Change)]
internal sealed class ByHandContract : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Gate(ByHandContext.Change, [ByHandContext.Expand], [], [new RemovedObject("items", "code")]);
        migrationBuilder.DropColumn("code", "items").Online();
        if (migrationBuilder.IsPostgreSql())
            migrationBuilder.DropSchema(ByHandContext.Schema).InPhase(Phase.Contract);
        migrationBuilder.Sql("UPDATE items SET seen = seen + 10").InPhase(Phase.Contract);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE items SET seen = seen - 10").InPhase(Phase.Contract);
        if (migrationBuilder.IsPostgreSql())
            migrationBuilder.EnsureSchema(ByHandContext.Schema).InPhase(Phase.Contract);
        migrationBuilder.AddColumn<string>("code", "items", "varchar(40)", nullable: true).Online();
    }
}
