using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// The SQL of the record that a dual-write shim keeps: when a writer last wrote through the old shape alone. Backfills, and the
/// values that the shim itself derives, leave it alone.
/// </summary>
/// <param name="writer">Quotes names and literals.</param>
/// <param name="schema">The schema of EF Core's history table, which our tables share; null for the default one.</param>
internal abstract class LastWriteSql(SqlWriter writer, string? schema)
{
    /// <summary>How far the record may lie behind the truth: a writer that writes often moves it only so often.</summary>
    public const int Resolution = 10;

    protected SqlWriter Writer { get; } = writer;

    protected string? Schema { get; } = schema;

    public abstract IReadOnlyList<string> TableNames { get; }

    public abstract IReadOnlyList<string> CreateTables { get; }

    /// <summary>Why the server keeps no such record, as one text; no row where it does.</summary>
    public abstract string Unsupported { get; }

    /// <summary>Looks at a record that says only that something was written, and notes when; null where the record says so itself.</summary>
    public abstract string? Observe(TablePhasedOperation shim);

    /// <summary>
    /// One row: 1 where the shim keeps its record, when the old shape was last written to alone (null for never), how many seconds ago.
    /// </summary>
    public abstract string Read(TablePhasedOperation shim);

    /// <summary>Why a contract must not run, as one SELECT with a line of text for each reason.</summary>
    /// <param name="shims">The change's shims.</param>
    /// <param name="quiet">The least time since the last such write.</param>
    public abstract string Refusals(IReadOnlyList<TablePhasedOperation> shims, TimeSpan quiet);

    protected static string Seconds(TimeSpan time) => FormattableString.Invariant($"{(long)Math.Ceiling(time.TotalSeconds)}");
}
