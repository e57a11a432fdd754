namespace EfPhased.Gates.Sql;

/// <summary>
/// The text of a view, a routine, a trigger, an event or an expression, and what the catalog knows of it.
/// </summary>
internal sealed record ProgramText(string Text, SqlFlavor Flavor)
{
    /// <summary>Bare names of columns are the table's: the text is an expression that belongs to it.</summary>
    public bool IsExpression { get; init; }

    /// <summary>NEW and OLD are rows of the table.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Rows of the table come in as arguments.</summary>
    public bool TakesRows { get; init; }

    /// <summary>A table's name without a schema means the table that goes.</summary>
    public bool FindsTable { get; init; } = true;

    /// <summary>What the outermost query reads is what callers get.</summary>
    public bool GivesRows { get; init; }

    /// <summary>It is no SQL: names are looked for as words.</summary>
    public bool IsForeign { get; init; }
}

/// <summary>
/// What goes, as it is called in program text.
/// </summary>
/// <param name="Schema">The schema's real name.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Column">Null when the table goes.</param>
/// <param name="Namesakes">Other tables that have a column of the name.</param>
internal sealed record SearchedName(string Schema, string Table, string? Column, IReadOnlySet<string> Namesakes);
