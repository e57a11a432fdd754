using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using MySql.Data.MySqlClient;

namespace EfPhased.MySql.Tests;

public sealed class MySqlServer : TestServer
{
    public static readonly MySqlServer Instance = new();

    public override ServerKind Kind => ServerKind.MySql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseMySqlData(connectionString);

    protected override DbConnection CreateConnection(string connectionString) => new MySqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => MySqlConnection.ClearPool((MySqlConnection)connection);
}
