using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EfPhased.PostgreSql.Tests;

/// <param name="own">The connection string of a server of the test's own; null for the one that the environment names.</param>
public class PostgreSqlServer(string? own = null) : TestServer
{
    public static readonly PostgreSqlServer Instance = new();

    public override string AdministratorConnectionString => own ?? base.AdministratorConnectionString;

    public override ServerKind Kind => ServerKind.PostgreSql;

    // Contexts that map enum types have services of their own, and there are more of them in these tests than in any application.
    public override void Configure(DbContextOptionsBuilder options, string connectionString)
        => options.UseNpgsql(connectionString).ConfigureWarnings(w => w.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));

    public override Task StartAsync(DbConnection connection) => ((NpgsqlConnection)connection).ReloadTypesAsync();

    protected override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    protected override void ClearPool(DbConnection connection) => NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
}
