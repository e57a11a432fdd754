using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace EfPhased.Pomelo.Tests;

public sealed class PomeloServer : TestServer
{
    public static readonly PomeloServer Instance = new();

    private readonly Lazy<ServerVersion> _version;

    public PomeloServer() => _version = new(() => ServerVersion.AutoDetect(AdministratorConnectionString));

    public override ServerKind Kind => ServerKind.MySql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseMySql(connectionString, _version.Value);

    protected override DbConnection CreateConnection(string connectionString) => new MySqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => MySqlConnection.ClearPool((MySqlConnection)connection);
}
