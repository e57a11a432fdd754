using EfPhased.Testing.Oracles.Schemas;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles;

/// <summary>
/// The schema after Contract must be the one that plain EF makes in one step; after all Downs, the one before.
/// </summary>
public static class Parity
{
    public static Task<SchemaDump> DumpAsync(TestDatabase database, OwnObjects? own = null, CancellationToken cancel = default) =>
        DumpAsync(database.Server, database.ConnectionString, own, cancel);

    /// <param name="own">Which objects are EfPhased's bookkeeping and left out; <see cref="OwnObjects.Default"/> if null.</param>
    public static async Task<SchemaDump> DumpAsync(
        TestServer server,
        string connectionString,
        OwnObjects? own = null,
        CancellationToken cancel = default)
    {
        await using var connection = await server.OpenAsync(connectionString, cancel);
        return server.Kind == ServerKind.PostgreSql
            ? await PostgreSqlCatalog.DumpAsync(connection, own ?? OwnObjects.Default, cancel)
            : await MySqlCatalog.DumpAsync(connection, own ?? OwnObjects.Default, cancel);
    }

    /// <summary>The schema that plain EF makes of the old model's when it migrates to the new one, on a database of its own.</summary>
    public static async Task<SchemaDump> PlainAsync(
        TestServer server,
        IModel? oldModel,
        IModel newModel,
        OwnObjects? own = null,
        CancellationToken cancel = default)
    {
        await using var database = await server.CreateDatabaseAsync(cancel);
        if (oldModel is not null)
            await PlainEf.CreateAsync(server, database.ConnectionString, oldModel, cancel);

        await PlainEf.MigrateAsync(server, database.ConnectionString, oldModel, newModel, cancel);
        return await DumpAsync(database, own, cancel);
    }

    public static void AssertSame(SchemaDump expected, SchemaDump actual)
    {
        var difference = expected.DifferenceTo(actual);
        if (difference.Length > 0)
            Assert.Fail($"The schemas differ (- expected, + actual).\n{difference}");
    }
}
