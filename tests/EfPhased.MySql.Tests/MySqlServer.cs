using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using MySql.Data.MySqlClient;

namespace EfPhased.MySql.Tests;

/// <param name="own">The connection string of a server of the test's own; null for the one that the environment names.</param>
public sealed class MySqlServer(string? own = null) : TestServer
{
    public static readonly MySqlServer Instance = new();

    public override string AdministratorConnectionString => own ?? base.AdministratorConnectionString;

    public override ServerKind Kind => ServerKind.MySql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseMySqlData(connectionString);

    protected override DbConnection CreateConnection(string connectionString) => new MySqlConnection(connectionString);

    // The provider adds settings of its own to the connection string, and each connection string has a pool of its own.
    protected override void ClearPool(DbConnection connection)
    {
        DbContextOptionsBuilder options = new();
        Configure(options, connection.ConnectionString);
        using DbContext context = new(options.Options);
        MySqlConnection.ClearPool((MySqlConnection)context.Database.GetDbConnection());
        MySqlConnection.ClearPool((MySqlConnection)connection);
    }
}
