namespace EfPhased.Dialects;

/// <summary>
/// What a change of a column's type costs.
/// </summary>
/// <param name="Fact">The row of the catalog that says so: its lock and its work.</param>
/// <param name="IsWidening">Every value of the old type is a value of the new one and can be read back as it was.</param>
internal sealed record TypeChange(Fact Fact, bool IsWidening)
{
    /// <summary>The statement must run with the session's TimeZone set to UTC.</summary>
    public bool NeedsUtc { get; init; }

    /// <summary>The server takes the statement only with a USING clause, and rewrites the table then.</summary>
    public bool NeedsUsing { get; init; }

    /// <summary>The column's CHECK constraints must be replaced by such as are NOT VALID first, or all rows are read.</summary>
    public bool NeedsUncheckedConstraints { get; init; }

    /// <summary>Statements that sessions have prepared and that return the column fail once: cached plan must not change result type.</summary>
    public bool BreaksPreparedStatements { get; init; }

    /// <summary>The catalog changes and nothing else.</summary>
    public bool IsInPlace => Fact.Work is Work.None or Work.Metadata;
}
