namespace EfPhased.Gates.Sql;

/// <summary>
/// What names can mean in one query block or statement.
/// </summary>
internal sealed class SqlScope(SqlScope? parent)
{
    public SqlScope? Parent { get; } = parent;

    public List<SqlSource> Sources { get; } = [];

    /// <summary>Variables that the statement fills: SELECT … INTO r, FOR r IN SELECT ….</summary>
    public List<SqlToken> Filled { get; } = [];

    /// <summary>The block is inside EXISTS (…), where a star reads nothing.</summary>
    public bool IsExistence { get; init; }

    /// <summary>The block's rows go into a table, or out of the routine.</summary>
    public bool GivesRows { get; set; }

    /// <summary>The table that INSERT, UPDATE or MERGE changes.</summary>
    public SqlSource? Target { get; set; }
}

/// <summary>One entry of a FROM clause.</summary>
/// <param name="Schema">Null where the text leaves it to the search path.</param>
/// <param name="Name">Null for a subquery or a function.</param>
/// <param name="Alias">The name that qualifies its columns.</param>
internal sealed record SqlSource(SqlToken? Schema, SqlToken? Name, SqlToken? Alias);

/// <summary>What a name at this place can be.</summary>
internal enum SqlRole
{
    /// <summary>A column or a variable, by the scope's rules.</summary>
    Value,

    /// <summary>A table, an alias, a variable that is filled: no column.</summary>
    Other,

    /// <summary>A column of the table that the statement changes.</summary>
    TargetColumn,
}
