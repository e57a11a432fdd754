using System.Data.Common;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>A server on which backfills are measured, and its SQL around them.</summary>
internal abstract class BackfillServer(TestServer server)
{
    /// <summary>The tables that a run leaves.</summary>
    protected static readonly IReadOnlyList<string> Journals =
        ["__EFPhasedJournal", "__EFPhasedBackfill", "__EFPhasedWorker", "__EFPhasedRange", "__EFMigrationsHistory", "Items"];

    public TestServer Server { get; } = server;

    /// <summary>The server and its version.</summary>
    public abstract string Title(DbConnection connection);

    /// <summary>What a connection string ends with so that a statement may take as long as it takes.</summary>
    public abstract string NoTimeout { get; }

    /// <summary>Lets a session of the application wait for a row for as long as it takes; null where it does anyway.</summary>
    public virtual string? Patience => null;

    /// <summary>What EfPhased is compared with; the first is the measure.</summary>
    public abstract IReadOnlyList<BackfillWay> Others { get; }

    /// <summary>The rows that are not filled.</summary>
    public abstract string Different { get; }

    /// <summary>Makes the rows that every run begins with, as the table Template.</summary>
    public abstract IEnumerable<string> Template(BackfillTable table);

    /// <summary>Makes Items of them, as vacuum and checkpoint would leave it.</summary>
    public abstract IEnumerable<string> Copy { get; }

    /// <summary>The size of Items in bytes.</summary>
    public abstract string Size { get; }

    /// <summary>The key of the n-th row.</summary>
    public abstract string Key(BackfillTable table, int row);

    /// <summary>Standard quotes to the server's own.</summary>
    public abstract string Quoted(string sql);

    /// <summary>The foreground's transactions: every other one reads a row, the others write one.</summary>
    public string Statement(BackfillTable table, int number, Random random)
    {
        var key = Key(table, random.Next(1, table.Rows + 1));
        return Quoted(number % 2 == 0
            ? $"SELECT \"Name\" FROM \"Items\" WHERE \"Id\" = {key}"
            : $"UPDATE \"Items\" SET \"Touched\" = \"Touched\" + 1 WHERE \"Id\" = {key}");
    }

    public Task CreateAsync(DbConnection connection, BackfillTable table)
        => ExecuteAsync(connection, Template(table).Prepend("DROP TABLE IF EXISTS \"Template\""));

    public Task CopyAsync(DbConnection connection)
        => ExecuteAsync(connection, Journals.Select(t => $"DROP TABLE IF EXISTS \"{t}\"").Concat(Copy));

    public Task<long> BytesAsync(DbConnection connection) => connection.CountAsync(Quoted(Size), CancellationToken.None);

    public Task<long> CountDifferentAsync(DbConnection connection)
        => connection.CountAsync(Quoted($"SELECT count(*) FROM \"Items\" WHERE {Different}"), CancellationToken.None);

    private async Task ExecuteAsync(DbConnection connection, IEnumerable<string> statements)
    {
        foreach (var statement in statements)
            await connection.ExecuteAsync(Quoted(statement), CancellationToken.None);
    }
}
