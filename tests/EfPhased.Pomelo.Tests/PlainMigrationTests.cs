using System.Globalization;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace EfPhased.Pomelo.Tests;

/// <summary>Around SQL for primary keys Pomelo makes procedures, of which only its migrator knows.</summary>
public sealed class PlainMigrationTests
{
    [Fact]
    public async Task Another_primary_key_between_phased_migrations()
    {
        await using var database = await PomeloServer.Instance.CreateDatabaseAsync();
        await using KeysContext context = new(PomeloServer.Instance.PhasedOptions<KeysContext>(database.ConnectionString).Options);
        await context.Database.MigrateAsync();
        Assert.Equal(2, await CountAsync(database, "SELECT COUNT(*) FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND constraint_name = 'PRIMARY' AND table_name = 'People'"));
        Assert.Equal(3, await CountAsync(database, "SELECT COUNT(*) FROM `__EFMigrationsHistory`"));

        await context.Database.MigrateAsync(KeysContext.Initial);
        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND constraint_name = 'PRIMARY' AND table_name = 'People'"));
        Assert.Equal(0, await CountAsync(database, "SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema = DATABASE()"));
    }

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return Convert.ToInt64(await connection.ScalarAsync(sql), CultureInfo.InvariantCulture);
    }
}

public sealed class KeysContext(DbContextOptions options) : DbContext(options)
{
    public const string Initial = "20260101000000_Initial";
}

[DbContext(typeof(KeysContext))]
[Migration(KeysContext.Initial)]
internal sealed class KeysInitial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable("People", t => new
        {
            Id = t.Column<int>(nullable: false),
            Code = t.Column<string>("varchar(20)", nullable: false),
        }, constraints: t => t.PrimaryKey("PK_People", p => p.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("People");
}

[DbContext(typeof(KeysContext))]
[Migration("20260102000000_Keys")]
internal sealed class KeysChanged : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropPrimaryKey("PK_People", "People");
        migrationBuilder.AddPrimaryKey("PK_People", "People", ["Id", "Code"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropPrimaryKey("PK_People", "People");
        migrationBuilder.AddPrimaryKey("PK_People", "People", "Id");
    }
}

[DbContext(typeof(KeysContext))]
[Migration("20260103000000_Grow_Expand")]
[Phase(Phase.Expand, "Grow")]
internal sealed class KeysGrow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.AddColumn<string>("Note", "People", "varchar(20)", nullable: true).Online();

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Note", "People").Online();
}
