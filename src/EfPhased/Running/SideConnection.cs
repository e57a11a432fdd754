using System.Data;
using System.Data.Common;

namespace EfPhased.Running;

/// <summary>
/// One more session of a run, for questions while the others work. Those who ask take turns; a session that has ended is replaced.
/// </summary>
internal sealed class SideConnection(RunServices services) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DbConnection? _connection;

    public async Task<T> AskAsync<T>(Func<DbConnection, Task<T>> question, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await question(await OpenAsync(cancel));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await RunConnections.CloseAsync(_connection, services);
        _turn.Dispose();
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        if (_connection is { State: ConnectionState.Open } open)
            return open;
        if (_connection is { } ended)
        {
            _connection = null;
            await ended.DisposeAsync();
        }

        var connection = services.NewConnection();
        try
        {
            await RunConnections.OpenAsync(connection, services, cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return _connection = connection;
    }
}
