using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MySql.Data.MySqlClient;

namespace EfPhased.Package.Tests.Databases;

/// <summary>Connections only: contexts live in the users' projects.</summary>
internal sealed class MariaDbServer : TestServer
{
    public static readonly MariaDbServer Instance = new();

    public override ServerKind Kind => ServerKind.MySql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) => throw new NotSupportedException();

    protected override DbConnection CreateConnection(string connectionString) => new MySqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => MySqlConnection.ClearPool((MySqlConnection)connection);
}
