using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A change with whatever the server refuses inside a transaction, between steps that it does not.</summary>
public sealed class AloneContext(DbContextOptions options) : DbContext(options)
{
    public const string Change = "Alone";
    public const string Initial = "20260101000000_Initial";
    public const string Expand = "20260102000000_Alone_Expand";

    public const string Reindex = "REINDEX INDEX CONCURRENTLY pk_items";
    public const string Detach = "ALTER TABLE orders DETACH PARTITION orders_2020 CONCURRENTLY";
    public const string Vacuum = "VACUUM items";

    /// <summary>Databases are the server's, and so is its configuration: a name that nobody else has.</summary>
    public static readonly string Reports = $"test_{Guid.NewGuid():N}";

    // Nobody reloads the configuration, and this takes a restart.
    public static readonly string Configure = $"ALTER SYSTEM SET cluster_name = '{Reports}'";
    public static readonly string Create = $"CREATE DATABASE {Reports}";

    public static readonly IReadOnlyList<string> Alone = [Reindex, Detach, Configure, Create, Vacuum];

    public static AloneContext Open(TestDatabase database)
        => new(database.Server.PhasedOptions<AloneContext>(database.ConnectionString).Options);
}

[DbContext(typeof(AloneContext))]
[Migration(AloneContext.Initial)]
internal sealed class AloneInitial : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE items (id int CONSTRAINT pk_items PRIMARY KEY, seen int NOT NULL DEFAULT 0);
        CREATE TABLE orders (year int NOT NULL) PARTITION BY LIST (year);
        CREATE TABLE orders_2020 PARTITION OF orders FOR VALUES IN (2020);
        CREATE TABLE orders_2021 PARTITION OF orders FOR VALUES IN (2021);
        """);
}

[DbContext(typeof(AloneContext))]
[Migration(AloneContext.Expand)]
[Phase(Phase.Expand, AloneContext.Change)]
internal sealed class AloneExpand : HandWrittenMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("first", "items", "varchar(40)", nullable: true).Online();
        Alone(AloneContext.Reindex);
        migrationBuilder.CreateIndex("ix_items_first", "items", "first").Online();
        Alone(AloneContext.Detach);
        Alone(AloneContext.Configure);
        migrationBuilder.Sql("UPDATE items SET seen = seen + 1").InPhase(Phase.Expand);
        Alone(AloneContext.Create);
        migrationBuilder.AddColumn<string>("last", "items", "varchar(40)", nullable: true).Online();
        Alone(AloneContext.Vacuum);

        void Alone(string sql) => migrationBuilder.Sql(sql, suppressTransaction: true).InPhase(Phase.Expand);
    }

    // What is by hand in it may stay.
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn("last", "items").Online();
        migrationBuilder.DropIndex("ix_items_first", "items").Online();
        migrationBuilder.DropColumn("first", "items").Online();
    }
}
