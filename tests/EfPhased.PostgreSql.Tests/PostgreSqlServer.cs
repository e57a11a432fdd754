using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EfPhased.PostgreSql.Tests;

public sealed class PostgreSqlServer : TestServer
{
    public static readonly PostgreSqlServer Instance = new();

    public override ServerKind Kind => ServerKind.PostgreSql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseNpgsql(connectionString);

    protected override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
}
