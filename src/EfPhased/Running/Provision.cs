using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Journals;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Running;

/// <summary>
/// Creates what a run needs before it has its lock, when others may be about to do the same.
/// </summary>
internal static class Provision
{
    // Two that find no database may both create it.
    public static async Task DatabaseAsync(RunServices services, CancellationToken cancel)
    {
        var creator = (IRelationalDatabaseCreator)services.Context.GetService<IDatabaseCreator>();
        if (await creator.ExistsAsync(cancel))
            return;
        try
        {
            await creator.CreateAsync(cancel);
        }
        catch (DbException)
        {
            if (!await creator.ExistsAsync(cancel))
                throw;
        }
    }

    // Behind a pooler the lock itself needs a table, so two runs may meet here.
    public static async Task TablesAsync(DbConnection connection, RunServices services, RunSettings settings, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.ExecuteAsync(services.History.GetCreateIfNotExistsScript(), cancel);
                await new Journal(connection, services.Sql, settings).EnsureTablesAsync(cancel);
                return;
            }
            catch (DbException e) when (attempt < 5 && services.Sql.Classify(e) == ServerFault.BadValue)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
            }
        }
    }
}
