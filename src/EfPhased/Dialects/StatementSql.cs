using EfPhased.Gates.Sql;
using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// The SQL of the server's own statistics of statements: what has been run, how often, and how it was at the end of Switch.
/// </summary>
/// <param name="writer">Quotes names and literals.</param>
/// <param name="schema">The schema of EF Core's history table, which our tables share; null for the default one.</param>
internal abstract class StatementSql(SqlWriter writer, string? schema)
{
    public const string StatementTable = "__EFPhasedStatement";

    /// <summary>A name in all our own statements that read or write rows: statistics keep names, and drop comments.</summary>
    public const string Own = "efphased";

    public static IReadOnlyList<string> TableNames { get; } = [StatementTable];

    protected SqlWriter Writer { get; } = writer;

    protected string Statements { get; } = writer.Table(StatementTable, schema);

    public abstract SqlFlavor Flavor { get; }

    public IReadOnlyList<string> CreateTables =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {Statements} (
            change_name varchar(150) NOT NULL,
            statement_id varchar(150) NOT NULL,
            calls bigint NOT NULL,
            reset_at varchar(64) NULL,
            taken_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (change_name, statement_id)){Writer.OwnTableOptions}
        """,
    ];

    /// <summary>The view with the statistics, quoted; no row where there is none. Of the first row the second column says why it cannot be used.</summary>
    public abstract string Source { get; }

    /// <summary>What was forgotten since the server began to count: the time of the last reset as text (or null), entries given up.</summary>
    public abstract string Losses(string source);

    /// <summary>How many statements of others this user may not read.</summary>
    public abstract string Hidden(string source);

    /// <summary>Statements that may name one of the objects: id, calls, text.</summary>
    public abstract string Candidates(string source, IReadOnlyList<RemovedObject> removes);

    /// <summary>Statements that sessions run now, or ran last, since the snapshot: session and user, text.</summary>
    public abstract string Running(string change, IReadOnlyList<RemovedObject> removes);

    /// <summary>The schema that the object is in.</summary>
    public abstract string SchemaOf(RemovedObject removed);

    /// <summary>Takes the snapshot of a change; parameters @change, @reset.</summary>
    public IReadOnlyList<string> TakeSnapshot(string source, IReadOnlyList<RemovedObject> removes, long lost) =>
    [
        $"DELETE FROM {Statements} WHERE change_name = @change",
        $"INSERT INTO {Statements} (change_name, statement_id, calls, reset_at, taken_at) "
            + FormattableString.Invariant($"VALUES (@change, '', {lost}, @reset, {Now})"),
        $"INSERT INTO {Statements} (change_name, statement_id, calls, reset_at, taken_at) "
            + $"SELECT @change, c.id, c.calls, NULL, {Now} FROM ({Candidates(source, removes)}) AS c",
    ];

    /// <summary>The snapshot of a change: id (empty for the snapshot as a whole), calls (or entries given up), time of the last reset, time taken.</summary>
    public string Snapshot => $"SELECT statement_id, calls, reset_at, {TimeText("taken_at")} FROM {Statements} WHERE change_name = @change";

    protected abstract string Now { get; }

    protected abstract string TimeText(string column);

    /// <summary>The condition that a text holds the names, wherever; the tokenizer looks closer.</summary>
    protected string MayName(string text, IReadOnlyList<RemovedObject> removes)
        => "(" + string.Join(" OR ", removes.Select(r => r.Column is null
            ? Contains(text, r.Table)
            : $"({Contains(text, r.Table)} AND {Contains(text, r.Column)})").DefaultIfEmpty("1 = 0")) + $") AND NOT {Contains(text, Own)}";

    protected abstract string Contains(string text, string name);
}
