using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

internal static class RenameShape
{
    public static readonly ColumnPair[] Pairs = [new("Name", "FullName") { Type = "varchar(100)" }];

    public static readonly BackfillValue[] Values = [new("FullName", "{Name}") { Type = "varchar(100)" }];

    public static bool IsPostgreSql(this MigrationBuilder builder) => builder.ActiveProvider!.Contains("Npgsql", StringComparison.Ordinal);
}

/// <summary>Without a product version in the target model, Npgsql takes the old column of an alteration for unknown.</summary>
internal abstract class HandWrittenMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => modelBuilder.HasAnnotation("ProductVersion", "9.0.0");
}

[DbContext(typeof(RenameContext))]
[Migration(RenameContext.Initial)]
internal sealed class RenameInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable("People", t => new
        {
            Id = t.Column<int>(nullable: false),
            Name = t.Column<string>("varchar(100)", nullable: false),
        }, constraints: t => t.PrimaryKey("PK_People", p => p.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("People");
}

[DbContext(typeof(RenameContext))]
[Migration(RenameContext.Expand)]
[Phase(Phase.Expand, RenameContext.Change)]
internal sealed class RenameExpand : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("FullName", "People", "varchar(100)", nullable: true).Online();
        migrationBuilder.AddDualWrite(RenameContext.Change, "People", RenameShape.Pairs);
        migrationBuilder.Backfill(RenameContext.Change, "People", ["Id"], RenameShape.Values);
        migrationBuilder.CreateIndex("IX_People_FullName", "People", "FullName").Online();
        if (migrationBuilder.IsPostgreSql())
        {
            migrationBuilder.AddNotNullCheck(RenameContext.Change, "CK_People_FullName", "People", "FullName");
            migrationBuilder.ValidateConstraint(RenameContext.Change, "CK_People_FullName", "People");
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsPostgreSql())
            migrationBuilder.DropCheckConstraint("CK_People_FullName", "People");
        migrationBuilder.DropIndex("IX_People_FullName", "People").Online();
        migrationBuilder.DropDualWrite(RenameContext.Change, "People");
        migrationBuilder.DropColumn("FullName", "People").Online();
    }
}

[DbContext(typeof(RenameContext))]
[Migration(RenameContext.Switch)]
[Phase(Phase.Switch, RenameContext.Change)]
internal sealed class RenameSwitch : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.SwitchDualWrite(RenameContext.Change, "People", RenameShape.Pairs);
        migrationBuilder.AlterColumn<string>(
            "FullName", "People", "varchar(100)", nullable: false, oldClrType: typeof(string), oldType: "varchar(100)", oldNullable: true).Online();
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(
            "FullName", "People", "varchar(100)", nullable: true, oldClrType: typeof(string), oldType: "varchar(100)").Online();
        migrationBuilder.SwitchDualWrite(RenameContext.Change, "People", RenameShape.Pairs, revert: true);
    }
}

[DbContext(typeof(RenameContext))]
[Migration(RenameContext.Contract)]
[Phase(Phase.Contract, RenameContext.Change)]
internal sealed class RenameContract : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Gate(
            RenameContext.Change, [RenameContext.Expand, RenameContext.Switch],
            [new RowAgreement("People", ["Id"], RenameShape.Values)], [new RemovedObject("People", "Name")]);
        if (!migrationBuilder.IsPostgreSql())
        {
            migrationBuilder.AlterColumn<string>(
                "Name", "People", "varchar(100)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "varchar(100)").Online();
        }

        migrationBuilder.DropDualWrite(RenameContext.Change, "People");
        migrationBuilder.DropColumn("Name", "People").Online();
        if (migrationBuilder.IsPostgreSql())
            migrationBuilder.DropCheckConstraint("CK_People_FullName", "People");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsPostgreSql())
        {
            migrationBuilder.AddNotNullCheck(RenameContext.Change, "CK_People_FullName", "People", "FullName");
            migrationBuilder.ValidateConstraint(RenameContext.Change, "CK_People_FullName", "People");
        }

        migrationBuilder.AddColumn<string>("Name", "People", "varchar(100)", nullable: true).Online();
        migrationBuilder.AddDualWrite(RenameContext.Change, "People", RenameShape.Pairs);
        migrationBuilder.SwitchDualWrite(RenameContext.Change, "People", RenameShape.Pairs);
        migrationBuilder.Backfill(RenameContext.Change, "People", ["Id"], [new BackfillValue("Name", "{FullName}") { Type = "varchar(100)" }]);
        migrationBuilder.AlterColumn<string>(
            "Name", "People", "varchar(100)", nullable: false, oldClrType: typeof(string), oldType: "varchar(100)", oldNullable: true).Online();
    }
}

[DbContext(typeof(RenameContext))]
[Migration(RenameContext.Later)]
internal sealed class RenameLater : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable("Later", t => new { Id = t.Column<int>(nullable: false) }, constraints: t => t.PrimaryKey("PK_Later", l => l.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Later");
}
