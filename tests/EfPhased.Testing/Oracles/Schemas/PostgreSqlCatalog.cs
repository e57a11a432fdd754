using System.Data.Common;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Oracles.Schemas;

/// <summary>Runs the catalog queries of <see cref="PostgreSqlCatalogQueries"/> in one read-only snapshot.</summary>
internal static class PostgreSqlCatalog
{
    public static async Task<SchemaDump> DumpAsync(DbConnection connection, OwnObjects own, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);

        // With an empty path the server qualifies every name in the definitions it prints.
        await connection.ExecuteAsync("SET LOCAL search_path = ''", cancel);

        SchemaDump dump = new();
        foreach (var query in PostgreSqlCatalogQueries.All)
        {
            foreach (var row in await connection.RowsAsync(query, cancel))
            {
                var (kind, schema, name, fact) = (row[0]!, row[1]!, row[2]!, row[3]);
                if (own.IsSchema(schema) || (kind == "table" && own.IsTable(name)) || (kind == "routine" && own.IsRoutine(name)))
                    continue;

                dump.Add(kind == "schema" ? $"schema {schema}" : $"{kind} {schema}.{name}", fact);
            }
        }

        await transaction.RollbackAsync(cancel);
        return dump;
    }
}
