using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Running;
using Microsoft.Extensions.Logging;

namespace EfPhased.Instances;

/// <summary>
/// Keeps one instance's row in its database: written at the first connection, refreshed by a timer that holds no connection open in
/// between, removed at an orderly stop. A failure is logged once and tried again with the next beat.
/// </summary>
internal sealed class InstanceRegistration(InstanceIdentity identity, InstanceSql sql, TimeSpan interval, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private DbConnection? _template;
    private Task? _beating;
    private bool _isRegistered;
    private string? _failure;
    private volatile bool _needsConnection = true;

    public InstanceIdentity Identity => identity;

    /// <summary>True before the first connection, and while beats fail: a password may have changed since.</summary>
    public bool NeedsConnection => _needsConnection;

    /// <summary>Takes the driver and the settings of an application's connection, not the connection itself.</summary>
    public void Offer(DbConnection connection)
    {
        var copy = (DbConnection)((ICloneable)connection).Clone();
        lock (_lock)
        {
            _template = copy;
            _needsConnection = false;
            if (_beating is not null || _stop.IsCancellationRequested)
                return;

            // The application's transactions and traces are none of a beat's business.
            using (ExecutionContext.SuppressFlow())
                _beating = Task.Run(BeatAsync);
        }
    }

    /// <summary>Says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_beating is not null)
            await _beating.ConfigureAwait(false);
        if (_isRegistered)
            await TryAsync(connection => ExecuteAsync(connection, sql.Remove, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        using PeriodicTimer timer = new(interval);
        try
        {
            do
            {
                await TryAsync(connection => BeatAsync(connection, _stop.Token), _stop.Token).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            logger.LogDebug("Instance {Instance} stops", identity.Id);
        }
    }

    private async Task BeatAsync(DbConnection connection, CancellationToken cancel)
    {
        // Somebody may have tidied up, or created the tables anew.
        if (_isRegistered && await ExecuteAsync(connection, sql.Beat, cancel).ConfigureAwait(false) > 0)
            return;

        await ExecuteAsync(connection, sql.RegisterModel, cancel).ConfigureAwait(false);
        await ExecuteAsync(connection, sql.Register(identity, interval), cancel).ConfigureAwait(false);
        _isRegistered = true;
        await ExecuteAsync(connection, sql.Prune, cancel).ConfigureAwait(false);
    }

    private async Task TryAsync(Func<DbConnection, Task> work, CancellationToken cancel)
    {
        try
        {
            await using var connection = (DbConnection)((ICloneable)_template!).Clone();
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            await work(connection).ConfigureAwait(false);
            if (_failure is not null)
                logger.LogInformation("This instance of {Context} is registered", identity.Context);
            _failure = null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _needsConnection = true;
            if (_failure != e.Message)
            {
                logger.LogWarning(
                    e, "This instance of {Context} could not register in {Tables}. The tables are created by 'dotnet ef-phased apply', and the "
                    + "application's user must be allowed to read, insert, update and delete there. It is tried again every {Interval}; the application is not affected",
                    identity.Context, sql.Tables, interval);
            }

            _failure = e.Message;
        }
    }

    private Task<int> ExecuteAsync(DbConnection connection, string statement, CancellationToken cancel)
        => connection.ExecuteAsync(
            statement, cancel,
            [
                .. new (string Name, string? Value)[]
                {
                    ("@id", identity.Id), ("@context", identity.Context), ("@application", identity.Application), ("@version", identity.Version),
                    ("@host", identity.Host), ("@fingerprint", identity.Shape.Fingerprint), ("@migration", identity.LastMigration),
                    ("@mapped", identity.Shape.Mapped),
                }.Where(p => statement.Contains(p.Name, StringComparison.Ordinal)),
            ]);
}
