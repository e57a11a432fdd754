using Npgsql;

namespace Rollout;

/// <summary>
/// Reads from PostgreSQL who waits for whom, and which strong locks are held on the shop's tables, at one moment.
/// </summary>
internal sealed class LockSampler : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;

    private LockSampler(NpgsqlConnection connection)
    {
        _connection = connection;

        // SHARE and above conflict with the ROW EXCLUSIVE of a write, ACCESS EXCLUSIVE with reads too
        _batch = new(connection)
        {
            BatchCommands =
            {
                new("SELECT clock_timestamp()"),
                new("""
                    SELECT l.pid, coalesce(l.waitstart, clock_timestamp()), l.locktype, waiter.application_name,
                           blocker.pid, blocker.application_name, blocker.query
                    FROM pg_locks l,
                         pg_stat_get_activity(l.pid) waiter,
                         unnest(pg_blocking_pids(l.pid)) blocking(pid),
                         pg_stat_get_activity(blocking.pid) blocker
                    WHERE NOT l.granted AND blocker.backend_type = 'client backend'
                    """),
                new("""
                    SELECT l.virtualtransaction, l.mode, c.relname
                    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation, pg_stat_get_activity(l.pid) holder
                    WHERE l.granted AND l.locktype = 'relation' AND c.relname IN ('Customers', 'Orders', 'Products')
                      AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                      AND holder.backend_type = 'client backend'
                    """),
            },
        };
    }

    public static async Task<LockSampler> Open(string connectionString, CancellationToken cancel)
    {
        NpgsqlConnection connection = new(connectionString);
        LockSampler sampler = new(connection);
        try
        {
            await connection.OpenAsync(cancel);
            await sampler._batch.PrepareAsync(cancel);
            return sampler;
        }
        catch
        {
            await sampler.DisposeAsync();
            throw;
        }
    }

    public LockSample Sample()
    {
        using var reader = _batch.ExecuteReader();
        reader.Read();
        var now = reader.GetDateTime(0);

        List<LockWait> waits = [];
        reader.NextResult();
        while (reader.Read())
        {
            Session waiter = new(reader.GetInt32(0), reader.GetString(3));
            Session blocker = new(reader.GetInt32(4), reader.GetString(5));
            waits.Add(new(waiter, reader.GetDateTime(1), reader.GetString(2), blocker, reader.GetString(6)));
        }

        List<StrongLock> held = [];
        reader.NextResult();
        while (reader.Read())
            held.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));

        return new(now, waits, held);
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

internal sealed record LockSample(DateTime Time, IReadOnlyList<LockWait> Waits, IReadOnlyList<StrongLock> Held);

internal sealed record LockWait(Session Waiter, DateTime Since, string LockType, Session Blocker, string BlockingStatement);

internal sealed record StrongLock(string Transaction, string Mode, string Table);

internal readonly record struct Session(int Id, string Application)
{
    public bool IsShop => Application == ShopVersion.V1.ApplicationName || Application == ShopVersion.V2.ApplicationName;
}
