using System.Data;
using System.Data.Common;

namespace EfPhased.Running;

/// <summary>
/// Opens and closes a run's connections, with its settings and without a trace of them.
/// </summary>
internal static class RunConnections
{
    /// <summary>Opens a connection with a run's settings.</summary>
    public static async Task OpenAsync(DbConnection connection, RunServices services, CancellationToken cancel)
    {
        await connection.OpenAsync(cancel);

        // What is set behind a pooler would be found by whoever gets the server's session next.
        if (await services.FindPoolerAsync(connection, cancel))
            return;
        foreach (var statement in services.Sql.OpenSession)
            await connection.ExecuteAsync(statement, cancel);
    }

    /// <summary>Closes a connection; the driver may hand its session to the application next, so the settings are taken back.</summary>
    public static async Task CloseAsync(DbConnection connection, RunServices services)
    {
        try
        {
            if (connection.State == ConnectionState.Open && !services.IsPooled)
                await connection.ExecuteAsync(services.Sql.ResetSession, CancellationToken.None);
        }
        catch (DbException)
        {
            // A session that has ended is not handed to anybody, and what ended it has been reported.
            await connection.CloseAsync();
        }

        await connection.DisposeAsync();
    }
}
