using Npgsql;
using Spectre.Console;

namespace Rollout;

/// <summary>
/// A fresh database with V1's schema and many customers.
/// </summary>
internal sealed record ShopDatabase(string Connection, int Customers)
{
    public const string ObserverName = "Shop rollout";
    public const string MigrationName = "ef-migration";
    public const int Products = 100;

    public static async Task<ShopDatabase> Create(RolloutSettings settings, string name, Application v1, CancellationToken cancel)
    {
        var databaseName = $"shop_rollout_{name}";
        await using (var server = NpgsqlDataSource.Create(settings.Connection))
        {
            await Execute(server, $"DROP DATABASE IF EXISTS {databaseName} WITH (FORCE)", cancel);
            await Execute(server, $"CREATE DATABASE {databaseName}", cancel);
        }

        ShopDatabase database = new(
            new NpgsqlConnectionStringBuilder(settings.Connection) { Database = databaseName }.ConnectionString, settings.Customers);
        await AnsiConsole.Status().StartAsync($"{settings.Customers:N0} customers", _ => database.Fill(v1, cancel));
        AnsiConsole.MarkupLineInterpolated($"database {databaseName}: {settings.Customers:N0} customers");
        return database;
    }

    public string ConnectionAs(string applicationName) =>
        new NpgsqlConnectionStringBuilder(Connection) { ApplicationName = applicationName, MaxPoolSize = 15 }.ConnectionString;

    /// <summary>The customers that nobody wrote during the rollout and that are not what they were.</summary>
    public async Task<long> CountDamaged(SeededCustomers seeded, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionAs(ObserverName));
        await using var command = source.CreateCommand(
            $"""
            SELECT {Customers} - {Customers / seeded.OwnedEvery} - count(*)
            FROM "Customers"
            WHERE "Id" <= {Customers} AND "Id" % {seeded.OwnedEvery} <> 0
              AND "FullName" = 'Customer ' || "Id" AND "Email" = 'customer' || "Id" || '@shop.example' AND "LoyaltyPoints" = 0
            """);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task Fill(Application v1, CancellationToken cancel)
    {
        await DotnetCommand.Run(
            ["ef", "database", "update", "--project", v1.Project, "--no-build", "--connection", ConnectionAs(MigrationName)], onLine: null, cancel);

        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionAs(ObserverName)) { CommandTimeout = 0 });
        await Execute(
            source,
            $"""
            INSERT INTO "Customers" ("Name", "Email", "Nickname", "CreatedAt")
            SELECT 'Customer ' || i, 'customer' || i || '@shop.example', CASE WHEN i % 2 = 0 THEN 'c' || i END, now() - i * interval '1 minute'
            FROM generate_series(1, {Customers}) i;

            INSERT INTO "Products" ("Name", "Price")
            SELECT 'Product ' || i, i FROM generate_series(1, {Products}) i;

            INSERT INTO "Orders" ("CustomerId", "ProductId", "Quantity", "CreatedAt")
            SELECT i, 1 + i % {Products}, 1 + i % 5, now() FROM generate_series(1, {Customers}, 10) i;
            """,
            cancel);
        await Execute(source, "VACUUM ANALYZE", cancel);
    }

    private static async Task Execute(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
