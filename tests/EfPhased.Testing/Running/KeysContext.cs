using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Running;

/// <summary>Tables whose keys are composite, uuid and text, with a column to fill in each.</summary>
public sealed class KeysContext(DbContextOptions options) : DbContext(options)
{
    public const string Initial = "20260101000000_Keys";
    public const string Expand = "20260102000000_Keys_Expand";

    public static KeysContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<KeysContext>(database.ConnectionString).Options);

    /// <summary>6,000 lines whose key has three columns of different types, and 3,000 tokens with a random uuid.</summary>
    public static string InsertLines(bool isPostgreSql)
        => isPostgreSql
            ? """
              INSERT INTO "Lines" ("Region", "OrderId", "At", "Code")
              SELECT 'région ''' || i % 7, 9007199254740990 + i % 100, '2026-01-01'::timestamp + i * interval '1.000001 second', 'c' || i FROM generate_series(1, 6000) i;
              INSERT INTO "Tokens" ("Id", "Code") SELECT gen_random_uuid(), 't' || i FROM generate_series(1, 3000) i
              """
            : $"""
              INSERT INTO `Lines` (`Region`, `OrderId`, `At`, `Code`)
              SELECT CONCAT('région \\''', i % 7), 9007199254740990 + i % 100, TIMESTAMPADD(MICROSECOND, i * 1000001, '2026-01-01 00:00:00.000000'), CONCAT('c', i)
              FROM ({RunningFixture.MySqlNumbers(1, 6000)}) AS numbers;
              INSERT INTO `Tokens` (`Id`, `Code`) SELECT UNHEX(MD5(i)), CONCAT('t', i) FROM ({RunningFixture.MySqlNumbers(1, 3000)}) AS numbers
              """;
}

[DbContext(typeof(KeysContext))]
[Migration(KeysContext.Initial)]
internal sealed class KeysInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Lines", t => new
        {
            Region = t.Column<string>("varchar(40)", nullable: false),
            OrderId = t.Column<long>("bigint", nullable: false),
            At = t.Column<DateTime>(migrationBuilder.IsPostgreSql() ? "timestamp" : "datetime(6)", nullable: false),
            Code = t.Column<string>("varchar(40)", nullable: false),
        }, constraints: t => t.PrimaryKey("PK_Lines", l => new { l.Region, l.OrderId, l.At }));
        migrationBuilder.CreateTable("Tokens", t => new
        {
            Id = t.Column<Guid>(migrationBuilder.IsPostgreSql() ? "uuid" : "binary(16)", nullable: false),
            Code = t.Column<string>("varchar(40)", nullable: false),
        }, constraints: t => t.PrimaryKey("PK_Tokens", l => l.Id));
    }
}

[DbContext(typeof(KeysContext))]
[Migration(KeysContext.Expand)]
[Phase(Phase.Expand, "Keys")]
internal sealed class KeysExpand : HandWrittenMigration
{
    private static readonly BackfillValue[] Values = [new("Upper", "UPPER({Code})") { Type = "varchar(40)" }];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Upper", "Lines", "varchar(40)", nullable: true).Online();
        migrationBuilder.AddColumn<string>("Upper", "Tokens", "varchar(40)", nullable: true).Online();
        migrationBuilder.Backfill("Keys", "Lines", ["Region", "OrderId", "At"], Values);
        migrationBuilder.Backfill("Keys", "Tokens", ["Id"], Values);
    }
}
