using EfPhased.Operations;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A table without any key, with a column to fill.</summary>
public sealed class LogContext(DbContextOptions options) : DbContext(options)
{
    public const string Initial = "20260101000000_Log";
    public const string Expand = "20260102000000_Log_Expand";

    public static readonly BackfillValue[] Values = [new("Upper", "UPPER({Code})") { Type = "varchar(40)" }];

    public static LogContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<LogContext>(database.ConnectionString).Options);
}

[DbContext(typeof(LogContext))]
[Migration(LogContext.Initial)]
internal sealed class LogInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable("Log", t => new
        {
            Number = t.Column<int>("integer", nullable: false),
            Code = t.Column<string>("text", nullable: false),
            Note = t.Column<string>("text", nullable: true),
        });
}

[DbContext(typeof(LogContext))]
[Migration(LogContext.Expand)]
[Phase(Phase.Expand, "Log")]
internal sealed class LogExpand : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Upper", "Log", "varchar(40)", nullable: true).Online();
        migrationBuilder.Backfill("Log", "Log", ["ctid"], LogContext.Values);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Upper", "Log");
}
