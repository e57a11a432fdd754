using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Gates.Sql;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// The server's statistics of statements, as far as they concern what a change removes.
/// </summary>
internal sealed class StatementStatistics(DbConnection connection, RunnerSql sql, string change, IReadOnlyList<RemovedObject> removes)
{
    /// <summary>Remembers how often each statement that names the old shape has been run so far.</summary>
    /// <returns>Why that is not possible; null when it is done.</returns>
    public async Task<string?> TakeSnapshotAsync(CancellationToken cancel)
    {
        var (source, reason) = await SourceAsync(cancel);
        if (source is null)
            return reason;
        var (reset, lost) = await LossesAsync(source, cancel);
        await connection.InTransactionAsync(sql.Begin, async () =>
        {
            foreach (var statement in sql.Statements.TakeSnapshot(source, removes, lost))
            {
                await connection.ExecuteAsync(
                    statement, cancel, statement.Contains("@reset", StringComparison.Ordinal) ? [("@change", change), ("@reset", reset)] : [("@change", change)]);
            }
        }, cancel);
        return null;
    }

    /// <summary>The view that can be read; or null, and why there is none.</summary>
    public async Task<(string? Source, string? Reason)> SourceAsync(CancellationToken cancel)
    {
        try
        {
            var row = (await connection.RowsAsync(sql.Statements.Source, cancel)).Single();
            if (row[1] is { } reason)
                return (null, reason);
            var hidden = await connection.CountAsync(sql.Statements.Hidden(row[0]!), cancel);
            return hidden == 0
                ? (row[0], null)
                : (null, FormattableString.Invariant($"{hidden} statements of other users cannot be read: GRANT pg_read_all_stats to this user"));
        }
        catch (DbException e) when (sql.Classify(e) is ServerFault.MissingRights or ServerFault.UnknownTable || e.SqlState == "55000")
        {
            // 55000: the extension is there and its library was not loaded when the server started.
            return (null, $"the statistics of statements cannot be read: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>The snapshot: calls by statement, and what was known of losses; null where there is none.</summary>
    public async Task<StatementSnapshot?> SnapshotAsync(CancellationToken cancel)
    {
        if (!await connection.IsTrueAsync(sql.Catalog.TableExists(StatementSql.StatementTable, sql.Schema), cancel))
            return null;
        var rows = await connection.RowsAsync(sql.Statements.Snapshot, cancel, ("@change", change));
        var calls = rows.ToDictionary(r => r[0]!, r => Number(r[1]));
        return rows.Find(r => r[0]!.Length == 0) is { } whole ? new StatementSnapshot(calls, whole[2], calls[""], whole[3]!) : null;
    }

    public async Task<(string? Reset, long Lost)> LossesAsync(string source, CancellationToken cancel)
    {
        var row = (await connection.RowsAsync(sql.Statements.Losses(source), cancel)).Single();
        return (row[0], row[1] is { } lost ? Number(lost) : 0);
    }

    /// <summary>Statements that name what goes, by their id.</summary>
    public async Task<IReadOnlyList<CountedStatement>> NamingAsync(string source, CancellationToken cancel)
    {
        var names = await NamesAsync(cancel);
        var rows = await connection.RowsAsync(sql.Statements.Candidates(source, removes), cancel);
        return [.. rows.Select(r => new CountedStatement(r[0]!, Number(r[1]), r[2]!)).Where(s => IsNamed(s.Text, names))];
    }

    /// <summary>Sessions whose current or last statement names what goes.</summary>
    public async Task<IReadOnlyList<(string Session, string Text)>> RunningAsync(CancellationToken cancel)
    {
        var names = await NamesAsync(cancel);
        var rows = await connection.RowsAsync(sql.Statements.Running(change, removes), cancel);
        return [.. rows.Where(r => r[1] is not null && IsNamed(r[1]!, names)).Select(r => (r[0]!, r[1]!))];
    }

    private async Task<IReadOnlyList<SearchedName>> NamesAsync(CancellationToken cancel)
    {
        var names = new List<SearchedName>();
        foreach (var removed in removes)
        {
            var schema = await connection.ScalarAsync(sql.Statements.SchemaOf(removed), cancel) as string ?? removed.Schema ?? "";
            names.Add(new SearchedName(schema, removed.Table, removed.Column, new HashSet<string>()));
        }

        return names;
    }

    // Reading all columns by position is the reader's own affair; changing the schema is a migration's.
    private bool IsNamed(string text, IReadOnlyList<SearchedName> names)
        => IsData(text) && names.Any(n => TextSearch.Find(new ProgramText(text, sql.Statements.Flavor), n) >= TextUse.Probable);

    private static bool IsData(string text)
    {
        var word = new string([.. text.SkipWhile(c => !char.IsAsciiLetter(c)).TakeWhile(char.IsAsciiLetter)]).ToUpperInvariant();
        return word is "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "REPLACE" or "WITH" or "COPY" or "CALL" or "DECLARE" or "TABLE";
    }

    private static long Number(string? text) => (long)decimal.Parse(text ?? "0", CultureInfo.InvariantCulture);
}

/// <param name="Calls">Calls by the statement's id.</param>
/// <param name="Reset">When the server had last forgotten everything, as text.</param>
/// <param name="Lost">How many entries it had given up.</param>
/// <param name="TakenAt">When the snapshot was taken.</param>
internal sealed record StatementSnapshot(IReadOnlyDictionary<string, long> Calls, string? Reset, long Lost, string TakenAt);

internal sealed record CountedStatement(string Id, long Calls, string Text);
