using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Testing.Servers;

namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>
/// The relations that are there before a statement, by which its doings are told.
/// </summary>
internal sealed class FactRelations
{
    // https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
    private static readonly string[] Weakest =
        ["AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];

    private readonly Dictionary<string, (string Name, string Kind, string? File)> relations;

    private FactRelations(Dictionary<string, (string Name, string Kind, string? File)> relations) => this.relations = relations;

    public static async Task<FactRelations> ReadAsync(DbConnection connection)
    {
        var rows = await connection.RowsAsync(
            "SELECT oid, relname, relkind, pg_relation_filenode(oid) FROM pg_class WHERE relnamespace = 'lab'::regnamespace AND relkind <> 'c'");
        return new FactRelations(rows.ToDictionary(r => r[0]!, r => (r[1]!, r[2]!, r[3])));
    }

    public async Task<long> RowsReadAsync(DbConnection connection)
        => Convert.ToInt64(
            await connection.ScalarAsync($"SELECT coalesce(sum(pg_stat_get_xact_tuples_returned(oid)), 0) FROM unnest({TableIds()}) AS oid"),
            CultureInfo.InvariantCulture);

    /// <summary>The strongest lock on each relation that a session has or waits for.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LocksAsync(DbConnection connection, string process)
    {
        var rows = await connection.RowsAsync(
            $"SELECT relation, mode FROM pg_locks WHERE pid = {process} AND locktype = 'relation' "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        return rows.Where(r => relations.ContainsKey(r[0]!))
            .GroupBy(r => relations[r[0]!].Name, r => r[1]!)
            .ToDictionary(g => g.Key, g => g.MaxBy(mode => Array.IndexOf(Weakest, mode))!);
    }

    public async Task<Work> WorkSinceAsync(DbConnection connection, long rowsRead)
    {
        // TRUNCATE gives a table a new file and reads nothing.
        if (rowsRead == 0)
            return Work.Metadata;

        var written = await WrittenAsync(connection);
        return written.Contains("r") ? Work.Rewrite
            : written.Contains("i") ? Work.IndexBuild
            : Work.Scan;
    }

    public async Task<bool> HasBuiltIndexAsync(DbConnection connection) => (await WrittenAsync(connection)).Contains("i");

    // The kinds of the relations that have a file that was not there before; a table that is new itself does not count.
    private async Task<HashSet<string>> WrittenAsync(DbConnection connection)
    {
        var files = relations.Values.Select(r => r.File).ToHashSet();
        var now = await connection.RowsAsync(
            "SELECT c.oid, c.relkind, pg_relation_filenode(c.oid) FROM pg_class AS c LEFT JOIN pg_index AS i ON i.indexrelid = c.oid "
            + $"WHERE pg_relation_filenode(c.oid) IS NOT NULL AND coalesce(i.indrelid, c.oid) = ANY ({TableIds()})");
        return [.. now.Where(r => !files.Contains(r[2])).Select(r => r[1]!)];
    }

    private string TableIds()
        => $"ARRAY[{string.Join(", ", relations.Where(r => IsTable(r.Value.Kind)).Select(r => r.Key))}]::oid[]";

    private static bool IsTable(string kind) => kind is "r" or "p";
}
