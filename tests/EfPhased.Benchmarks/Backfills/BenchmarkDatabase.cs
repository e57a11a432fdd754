using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>A database for one benchmark.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private readonly string _administrator;
    private readonly string _name = $"bench_{Guid.NewGuid():N}";

    private BenchmarkDatabase(string administrator)
    {
        _administrator = administrator;
        ConnectionString = new NpgsqlConnectionStringBuilder(administrator) { Database = _name, PersistSecurityInfo = true }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<BenchmarkDatabase> CreateAsync(string administrator)
    {
        BenchmarkDatabase database = new(administrator);
        await database.ExecuteAsync($"CREATE DATABASE \"{database._name}\"");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE \"{_name}\" WITH (FORCE)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(_administrator);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
