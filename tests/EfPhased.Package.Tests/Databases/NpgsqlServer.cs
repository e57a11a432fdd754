using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EfPhased.Package.Tests.Databases;

internal sealed class NpgsqlServer : TestServer
{
    public static readonly NpgsqlServer Instance = new();

    public override ServerKind Kind => ServerKind.PostgreSql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseNpgsql(connectionString);

    protected override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
}
