using Npgsql;

namespace Rollout;

/// <summary>
/// Reads from PostgreSQL who waits for whom, and which strong locks are held on the shop's tables, at one moment.
/// </summary>
internal sealed class LockSampler : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlCommand _sessions;

    private LockSampler(NpgsqlConnection connection)
    {
        _connection = connection;

        // SHARE and above conflict with the ROW EXCLUSIVE of a write, ACCESS EXCLUSIVE with reads too
        _batch = new(connection)
        {
            BatchCommands =
            {
                new("SELECT clock_timestamp()"),
                new("SELECT pid, coalesce(waitstart, clock_timestamp()), pg_blocking_pids(pid) FROM pg_locks WHERE NOT granted"),
                new("""
                    SELECT l.pid, l.mode, c.relname
                    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                    WHERE l.granted AND c.relname IN ('Customers', 'Orders', 'Products')
                      AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                    """),
            },
        };
        _sessions = new("SELECT pid, application_name FROM pg_stat_activity", connection);
    }

    public static async Task<LockSampler> Open(string connectionString, CancellationToken cancel)
    {
        NpgsqlConnection connection = new(connectionString);
        LockSampler sampler = new(connection);
        try
        {
            await connection.OpenAsync(cancel);
            await sampler._batch.PrepareAsync(cancel);
            await sampler._sessions.PrepareAsync(cancel);
            return sampler;
        }
        catch
        {
            await sampler.DisposeAsync();
            throw;
        }
    }

    public async Task<LockSample> Sample()
    {
        await using var reader = await _batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var now = reader.GetDateTime(0);

        List<LockWait> waits = [];
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            waits.Add(new(reader.GetInt32(0), reader.GetDateTime(1), reader.GetFieldValue<int[]>(2)));

        List<StrongLock> held = [];
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            held.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));

        return new(now, waits, held);
    }

    public async Task<Dictionary<int, string>> SessionNames()
    {
        Dictionary<int, string> names = [];
        await using var reader = await _sessions.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            names[reader.GetInt32(0)] = reader.IsDBNull(1) ? "" : reader.GetString(1);
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _batch.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

internal sealed record LockSample(DateTime Time, IReadOnlyList<LockWait> Waits, IReadOnlyList<StrongLock> Held);

internal sealed record LockWait(int Session, DateTime Since, int[] Blockers);

internal sealed record StrongLock(int Session, string Mode, string Table);
