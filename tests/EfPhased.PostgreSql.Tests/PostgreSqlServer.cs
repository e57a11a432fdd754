using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EfPhased.PostgreSql.Tests;

/// <param name="own">The connection string of a server of the test's own; null for the one that the environment names.</param>
public class PostgreSqlServer(string? own = null) : TestServer
{
    public static readonly PostgreSqlServer Instance = new();

    public override string AdministratorConnectionString => own ?? base.AdministratorConnectionString;

    public override ServerKind Kind => ServerKind.PostgreSql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseNpgsql(connectionString);

    protected override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
}
