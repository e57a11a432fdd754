using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The context whose migrations give a table a second name column: the shim in one, the rows in the next.</summary>
public sealed class BackfillContext(DbContextOptions options) : DbContext(options)
{
    public const string Change = "Benchmark";
    public const string Shape = "20260101000000_Benchmark_Shape";
    public const string Rows = "20260101000001_Benchmark_Rows";

    internal static BackfillValue Value => new("FullName", "upper({Name})") { Type = "varchar(100)" };

    public static BackfillContext Open(TestDatabase database) => new(database.Server.PhasedOptions<BackfillContext>(database.ConnectionString).Options);
}

/// <summary>The new column and its shim.</summary>
[DbContext(typeof(BackfillContext))]
[Migration(BackfillContext.Shape)]
[Phase(Phase.Expand, BackfillContext.Change)]
internal sealed class BackfillShape : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("FullName", "Items", "varchar(100)", nullable: true).Online();
        migrationBuilder.AddDualWrite(BackfillContext.Change, "Items", [new ColumnPair("Name", "FullName") { Up = "upper({Name})", Down = "lower({FullName})", Type = "varchar(100)" }]);
    }
}

/// <summary>The rows.</summary>
[DbContext(typeof(BackfillContext))]
[Migration(BackfillContext.Rows)]
[Phase(Phase.Expand, BackfillContext.Change)]
internal sealed class BackfillRows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.Backfill(BackfillContext.Change, "Items", ["Id"], [BackfillContext.Value]);
}
