using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Servers;

/// <summary>
/// A real database server that the environment names. Test projects add the provider.
/// </summary>
public abstract class TestServer
{
    public abstract ServerKind Kind { get; }

    /// <summary>The environment variable that holds the connection string of an administrator.</summary>
    public string Variable => Kind == ServerKind.PostgreSql ? "EFPHASED_TEST_POSTGRES" : "EFPHASED_TEST_MYSQL";

    public virtual string AdministratorConnectionString =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"{Variable} is not set. Give it the connection string of a {Kind} server whose user may create databases, " +
                "or run ./build/test.sh, which starts private servers.");

    public abstract void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>The same server for a version whose contexts tell the provider more: which enum types it maps.</summary>
    public TestServer With(Action<DbContextOptionsBuilder>? configure) => configure is null ? this : new Configured(this, configure);

    /// <summary>Has the driver read again what it keeps of a database as long as a process lives, as a new process does.</summary>
    public virtual Task StartAsync(DbConnection connection) => Task.CompletedTask;

    /// <summary>The options of a context with phased migrations on a database of this server.</summary>
    public DbContextOptionsBuilder<TContext> PhasedOptions<TContext>(string connectionString, Action<PhasedMigrationsOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        DbContextOptionsBuilder<TContext> options = new();
        Configure(options, connectionString);
        return options.UsePhasedMigrations(configure);
    }

    /// <summary>Makes a closed connection of the provider's driver.</summary>
    protected abstract DbConnection CreateConnection(string connectionString);

    /// <summary>Closes the pooled connections, so that the database can be dropped.</summary>
    protected abstract void ClearPool(DbConnection connection);

    public async Task<DbConnection> OpenAsync(string connectionString, CancellationToken cancel = default)
    {
        var connection = CreateConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(connectionString, cancel);
        await connection.ExecuteAsync(sql, cancel);
    }

    /// <summary>Creates an empty database with a name of its own; disposing the result drops it.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancel = default)
    {
        var name = $"test_{Guid.NewGuid():N}";
        var create = Kind == ServerKind.PostgreSql ? $"CREATE DATABASE \"{name}\"" : $"CREATE DATABASE `{name}` CHARACTER SET utf8mb4";
        await ExecuteAsync(AdministratorConnectionString, create, cancel);

        DbConnectionStringBuilder builder = new() { ConnectionString = AdministratorConnectionString };
        builder["Database"] = name;
        return new TestDatabase(this, name, builder.ConnectionString);
    }

    /// <summary>Forgets pooled connections, as a new process has none.</summary>
    public void ClearPool(string connectionString)
    {
        using var connection = CreateConnection(connectionString);
        ClearPool(connection);
    }

    internal async Task DropDatabaseAsync(TestDatabase database)
    {
        ClearPool(database.ConnectionString);
        if (Kind == ServerKind.PostgreSql)
        {
            // DROP DATABASE has WITH (FORCE) only from 13 on.
            var end = $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'";
            await ExecuteAsync(AdministratorConnectionString, end);
            await ExecuteAsync(AdministratorConnectionString, $"DROP DATABASE IF EXISTS \"{database.Name}\"");
        }
        else
        {
            await ExecuteAsync(AdministratorConnectionString, $"DROP DATABASE IF EXISTS `{database.Name}`");
        }
    }

    private sealed class Configured(TestServer server, Action<DbContextOptionsBuilder> configure) : TestServer
    {
        public override ServerKind Kind => server.Kind;

        public override string AdministratorConnectionString => server.AdministratorConnectionString;

        public override void Configure(DbContextOptionsBuilder options, string connectionString)
        {
            server.Configure(options, connectionString);
            configure(options);
        }

        public override Task StartAsync(DbConnection connection) => server.StartAsync(connection);

        protected override DbConnection CreateConnection(string connectionString) => server.CreateConnection(connectionString);

        protected override void ClearPool(DbConnection connection) => server.ClearPool(connection);
    }
}
