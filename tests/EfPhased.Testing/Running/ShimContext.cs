using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Testing.Running;

/// <summary>Makes the SQL of a shim as a migration would run it.</summary>
internal sealed class ShimContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The triggers on tt (o, n) after Expand, or after Switch.</summary>
    public static IReadOnlyList<string> Statements(TestDatabase database, string? oldDefault, bool switched)
    {
        using ShimContext context = new(database.Server.PhasedOptions<ShimContext>(database.ConnectionString).Options);
        var isPostgreSql = database.Server.Kind == ServerKind.PostgreSql;
        ColumnPair[] pairs =
        [
            new("o", "n")
            {
                Up = isPostgreSql ? "'U:' || {o}" : "CONCAT('U:', {o})",
                Down = isPostgreSql
                    ? "regexp_replace({n}, '^U:', '')"
                    : "CASE WHEN BINARY LEFT({n}, 2) = 'U:' THEN SUBSTR({n}, 3) ELSE {n} END",
                Type = "varchar(60)",
                OldDefault = oldDefault is null ? null : $"'{oldDefault}'",
            },
        ];
        List<MigrationOperation> operations = [new AddDualWriteOperation { Change = "Table", Table = "tt", Pairs = pairs }];
        if (switched)
            operations.Add(new SwitchDualWriteOperation { Change = "Table", Table = "tt", Pairs = pairs });
        return [.. context.GetService<IMigrationsSqlGenerator>().Generate(operations).Select(c => c.CommandText)];
    }
}
