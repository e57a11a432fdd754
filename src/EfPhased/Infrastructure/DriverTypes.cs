using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Infrastructure;

/// <summary>
/// Npgsql reads a database's types when it first connects, and its migrator has it read them again after a migration that makes types. Where
/// that finds nothing left to do, the process would not know an enum that it has just created.
/// https://github.com/npgsql/efcore.pg/blob/v10.0.0/src/EFCore.PG/Migrations/Internal/NpgsqlMigrator.cs
/// </summary>
internal static class DriverTypes
{
    public static async Task ReloadAsync(DatabaseFacade database, IEnumerable<MigrationEntry> migrations, CancellationToken cancel)
    {
        if (!migrations.Any(ChangesTypes) || Reload(database.GetDbConnection()) is not { } reload)
            return;

        await database.OpenConnectionAsync(cancel).ConfigureAwait(false);
        try
        {
            await reload(cancel).ConfigureAwait(false);
        }
        finally
        {
            await database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static bool ChangesTypes(MigrationEntry migration)
        => migration.Create().UpOperations.OfType<AlterDatabaseOperation>().SelectMany(a => AnnotationChange.Of(a)).Any(c => c.IsEnum || c.IsRange || c.IsExtension);

    // The driver is not referenced here.
    private static Func<CancellationToken, Task>? Reload(DbConnection connection)
        => connection.GetType().GetMethod("ReloadTypesAsync", [typeof(CancellationToken)])?.CreateDelegate<Func<CancellationToken, Task>>(connection);
}
