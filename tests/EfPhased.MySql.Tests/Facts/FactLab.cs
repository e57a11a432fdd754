using System.Data.Common;
using System.Text.RegularExpressions;
using EfPhased.Dialects;
using EfPhased.Testing.Servers;
using MySql.Data.MySqlClient;
using Xunit;

namespace EfPhased.MySql.Tests.Facts;

/// <summary>
/// A database in which statements are tried: which algorithms the server accepts, what it writes anew and for whom it waits.
/// </summary>
public sealed partial class FactLab : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal ServerVersion Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        database = await MySqlServer.Instance.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var version = (string)(await connection.ScalarAsync("SELECT VERSION()"))!;
        Server = new ServerVersion(
            version.Contains("MariaDB", StringComparison.Ordinal) ? DatabaseServer.MariaDb : DatabaseServer.MySql,
            Version.Parse(Number().Match(version).Value));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    /// <summary>The number of the server's error, or null when it takes the statement.</summary>
    internal async Task<int?> TryAsync(FactProbe probe)
    {
        await using var connection = await PrepareAsync(probe);
        return await RunAsync(connection, probe.With(null));
    }

    /// <summary>The first algorithm that the server accepts, and what it does to the table's file and indexes then.</summary>
    internal async Task<(string Algorithm, Work Work)> CheapestAsync(FactProbe probe, IEnumerable<string> algorithms)
    {
        await using var connection = await PrepareAsync(probe);
        var (space, indexes) = await FilesAsync(connection);
        foreach (var algorithm in algorithms)
        {
            switch (await RunAsync(connection, probe.With(algorithm)))
            {
                case null:
                    var (spaceNow, indexesNow) = await FilesAsync(connection);
                    return (algorithm, space != spaceNow ? Work.Rewrite : indexesNow.Except(indexes).Any() ? Work.IndexBuild : Work.Metadata);

                // ER_ALTER_OPERATION_NOT_SUPPORTED and ..._REASON
                case 1845 or 1846:
                    break;
                case var error:
                    throw new InvalidOperationException($"'{probe.With(algorithm)}' is refused with {error}.");
            }
        }

        throw new InvalidOperationException($"'{probe.With(null)}' is refused with every algorithm.");
    }

    /// <summary>Whether the statement gets past somebody else who is using the table.</summary>
    /// <param name="probe">The statement.</param>
    /// <param name="use">What the other transaction has done and not committed.</param>
    internal async Task<bool> WaitsForAsync(FactProbe probe, string use)
    {
        await using var connection = await PrepareAsync(probe);
        await using var other = await database.OpenAsync();
        await other.ExecuteAsync("START TRANSACTION");
        await other.ExecuteAsync(use);
        await connection.ExecuteAsync("SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1");

        var error = await RunAsync(connection, probe.With(null));
        await other.ExecuteAsync("ROLLBACK");
        return error switch
        {
            null => false,
            (int)MySqlErrorCode.LockWaitTimeout => true,
            _ => throw new InvalidOperationException($"'{probe.With(null)}' is refused with {error}."),
        };
    }

    private async Task<DbConnection> PrepareAsync(FactProbe probe)
    {
        var connection = await database.OpenAsync();
        foreach (var statement in FactLabSchema.Statements)
            await connection.ExecuteAsync(statement);
        foreach (var statement in probe.Setup.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            await connection.ExecuteAsync(statement);
        await connection.ExecuteAsync($"SET SESSION foreign_key_checks = {(probe.IsUnchecked ? 0 : 1)}");
        return connection;
    }

    private static async Task<int?> RunAsync(DbConnection connection, string statement)
    {
        try
        {
            await connection.ExecuteAsync(statement);
            return null;
        }
        catch (MySqlException e)
        {
            return e.Number;
        }
    }

    private async Task<(string? Space, HashSet<string> Indexes)> FilesAsync(DbConnection connection)
    {
        // the system tables have another name on MySQL; a table that was renamed keeps its file
        var prefix = Server.Server == DatabaseServer.MariaDb ? "INNODB_SYS_" : "INNODB_";
        var tables = await connection.RowsAsync(
            $"SELECT TABLE_ID, SPACE FROM information_schema.{prefix}TABLES WHERE NAME IN ('{database.Name}/t', '{database.Name}/t2')");
        var indexes = await connection.RowsAsync(
            $"SELECT INDEX_ID FROM information_schema.{prefix}INDEXES WHERE TABLE_ID = {tables.Single()[0]}");
        return (tables.Single()[1], [.. indexes.Select(r => r[0]!)]);
    }

    [GeneratedRegex(@"^\d+\.\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
