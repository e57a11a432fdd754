using System.Data;
using System.Data.Common;
using EfPhased.Configuration;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Backfills.Throttling;

/// <summary>
/// A session on a replica that somebody has named. One that has ended is replaced.
/// </summary>
internal sealed class Replica(RunServices services, ReplicaPolicy policy) : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private DbConnection? _connection;

    /// <summary>How far it is behind. Somebody has named it, so it must be readable.</summary>
    public Signal Lag(ThrottleSql sql, ThrottleLimits limits)
        => new SqlSignal(sql.ReplicaLag(policy.Name, limits.ReplicaLag.TotalSeconds), AskAsync, required: true);

    private async Task<Reading> AskAsync(Func<DbConnection, Task<Reading>> question, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeLimit);
        try
        {
            if (_connection is not { State: ConnectionState.Open })
            {
                await DisposeAsync();
                _connection = services.NewConnection();
                _connection.ConnectionString = policy.Connection ?? Environment.GetEnvironmentVariable(policy.Variable!)
                    ?? throw Errors.SignalUnreadable($"lag of replica '{policy.Name}'", $"the environment variable '{policy.Variable}' is not set");
                await _connection.OpenAsync(limit.Token);
            }

            return await question(_connection);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Errors.SignalUnreadable($"lag of replica '{policy.Name}'", "it did not answer in time");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is null)
            return;
        await _connection.DisposeAsync();
        _connection = null;
    }
}
