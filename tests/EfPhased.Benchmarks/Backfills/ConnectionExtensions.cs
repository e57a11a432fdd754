using EfPhased.Running;
using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The product's commands on a connection, to the end.</summary>
internal static class ConnectionExtensions
{
    public static Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql) => connection.ExecuteAsync(sql, CancellationToken.None);

    public static Task<object?> ScalarAsync(this NpgsqlConnection connection, string sql) => connection.ScalarAsync(sql, CancellationToken.None);
}
