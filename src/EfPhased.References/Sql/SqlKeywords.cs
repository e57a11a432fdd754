using System.Collections.Frozen;

namespace EfPhased.References.Sql;

internal static class SqlKeywords
{
    /// <summary>Words that name no column unless quoted. Words that a server lets columns have (Name, Type, Status, Value) are not
    /// here.</summary>
    private static readonly FrozenSet<string> Reserved = Set(
        "ALL", "ALTER", "ANALYSE", "ANALYZE", "AND", "ANY", "ARRAY", "AS", "ASC", "BETWEEN", "BOTH", "BY", "CASE", "CAST", "CHECK",
            "COLLATE",
        "CONFLICT", "CONSTRAINT", "CREATE", "CROSS", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "DEFAULT",
            "DELETE",
        "DESC", "DISTINCT", "DIV", "DO", "DROP", "DUPLICATE", "ELSE", "ELSIF", "END", "EXCEPT", "EXISTS", "FALSE", "FETCH", "FILTER", "FOR",
            "FORCE",
        "FOREIGN", "FROM", "FULL", "GRANT", "GROUP", "HAVING", "IF", "IGNORE", "ILIKE", "IN", "INNER", "INSERT", "INTERSECT", "INTERVAL",
            "INTO", "IS",
        "JOIN", "LATERAL", "LEADING", "LEFT", "LIKE", "LIMIT", "LOOP", "MINUS", "MOD", "NATURAL", "NOT", "NULL", "NULLS", "OFFSET", "ON",
            "ONLY", "OR",
        "ORDER", "OUTER", "OVER", "OVERLAPS", "PARTITION", "PRIMARY", "QUALIFY", "RECURSIVE", "REFERENCES", "REGEXP", "REPLACE",
            "RETURNING", "RIGHT",
        "RLIKE", "ROWS", "SELECT", "SET", "SIMILAR", "SOME", "STRAIGHT_JOIN", "TABLE", "TABLESAMPLE", "THEN", "TO", "TRAILING", "TRUE",
            "UNION",
        "UNIQUE", "UPDATE", "USING", "VALUES", "WHEN", "WHERE", "WHILE", "WINDOW", "WITH", "XOR");

    /// <summary>Reserved words that are values, so that a name right after them is an alias.</summary>
    private static readonly FrozenSet<string> Values = Set(
        "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "END", "FALSE", "NULL", "TRUE");

    /// <summary>Words that end a table and its alias.</summary>
    private static readonly FrozenSet<string> AfterTable = Set(
        "CROSS", "EXCEPT", "FETCH", "FOR", "FORCE", "FULL", "GROUP", "HAVING", "IGNORE", "INNER", "INTERSECT", "INTO", "JOIN", "LEFT",
            "LIMIT", "LOCK",
        "LOOP", "MINUS", "NATURAL", "OFFSET", "ON", "ORDER", "OUTER", "PARTITION", "QUALIFY", "RETURNING", "RIGHT", "SET", "STRAIGHT_JOIN",
        "TABLESAMPLE", "THEN", "UNION", "USE", "USING", "VALUES", "WHEN", "WHERE", "WINDOW", "WITH");

    /// <summary>Words that end the FROM clause.</summary>
    private static readonly FrozenSet<string> AfterFrom = Set(
        "EXCEPT", "FETCH", "FOR", "GROUP", "HAVING", "INTERSECT", "INTO", "LIMIT", "LOCK", "MINUS", "OFFSET", "ORDER", "QUALIFY",
            "RETURNING",
        "UNION", "WHERE", "WINDOW");

    private static readonly FrozenSet<string> Joins = Set(
        "CROSS", "FULL", "INNER", "JOIN", "LEFT", "NATURAL", "OUTER", "RIGHT", "STRAIGHT_JOIN");

    private static readonly FrozenSet<string> Statements = Set(
        "ALTER", "COMMENT", "COPY", "CREATE", "DELETE", "DO", "DROP", "EXPLAIN", "GRANT", "INSERT", "LOCK", "MERGE", "REPLACE", "REVOKE",
            "SELECT", "TRUNCATE",
        "UPDATE", "WITH");

    public static bool StartsStatement(string word) => Statements.Contains(word);

    public static bool IsReserved(string word) => Reserved.Contains(word);

    public static bool IsValue(string word) => Values.Contains(word);

    public static bool EndsTable(SqlToken token) => token.Kind == SqlTokenKind.Word && AfterTable.Contains(token.Text);

    public static bool EndsFrom(SqlToken token) => token.Kind == SqlTokenKind.Word && AfterFrom.Contains(token.Text);

    public static bool IsJoin(SqlToken token) => token.Kind == SqlTokenKind.Word && Joins.Contains(token.Text);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
