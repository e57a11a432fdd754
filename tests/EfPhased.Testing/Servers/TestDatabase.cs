using System.Data.Common;

namespace EfPhased.Testing.Servers;

public sealed class TestDatabase : IAsyncDisposable
{
    internal TestDatabase(TestServer server, string name, string connectionString)
    {
        Server = server;
        Name = name;
        ConnectionString = connectionString;
    }

    public TestServer Server { get; }

    public string Name { get; }

    public string ConnectionString { get; }

    public Task<DbConnection> OpenAsync(CancellationToken cancel = default) => Server.OpenAsync(ConnectionString, cancel);

    public Task ExecuteAsync(string sql, CancellationToken cancel = default) => Server.ExecuteAsync(ConnectionString, sql, cancel);

    public async ValueTask DisposeAsync() => await Server.DropDatabaseAsync(this);
}
