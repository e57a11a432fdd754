using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.Testing.Planning;

/// <summary>What no differ makes, and people write into a migration that <c>split</c> then takes.</summary>
internal static class HandRows
{
    public static IEnumerable<OperationRow> All =>
    [
        Of("Sql", "by hand, in Expand", m => m.Sql("UPDATE Customers SET Email = lower(Email)").InPhase(Phase.Expand)),
        Of("Sql", "by hand, nobody says when", m => m.Sql("UPDATE Customers SET Email = lower(Email)")),
    ];

    public static IEnumerable<OperationRow> PostgreSql =>
    [
        Of("DropSchema", "by hand, in Contract", m => m.DropSchema("depot").InPhase(Phase.Contract)),
        Of("DropSchema", "by hand, nobody says when", m => m.DropSchema("depot")),
        Alone("REINDEX CONCURRENTLY", "REINDEX INDEX CONCURRENTLY \"PK_Customers\""),
        Alone("DETACH CONCURRENTLY", "ALTER TABLE \"Orders\" DETACH PARTITION \"Orders_2020\" CONCURRENTLY"),
        Alone("ALTER SYSTEM", "ALTER SYSTEM SET work_mem = '8MB'"),
        Alone("CREATE DATABASE", "CREATE DATABASE reports"),
        Alone("VACUUM", "VACUUM \"Customers\""),
    ];

    private static OperationRow Alone(string what, string sql)
        => Of("Sql", $"by hand, {what}", m => m.Sql(sql, suppressTransaction: true).InPhase(Phase.Expand));

    private static OperationRow Of(string operation, string condition, Action<MigrationBuilder> migration)
        => new(operation, condition, ShopAnd(Nothing), ShopAnd(Nothing)) { ByHand = migration };
}
