namespace EfPhased.References.Sql;

/// <summary>
/// The tables that trigger functions work for: PostgreSQL tells them in CREATE TRIGGER, away from the function's body, and there NEW and
/// OLD are rows of that table.
/// </summary>
internal static class SqlTriggers
{
    public static Dictionary<string, SqlSource> Find(IReadOnlyList<SqlToken> tokens, SqlTargets targets)
    {
        var functions = new Dictionary<string, SqlSource>(StringComparer.Ordinal);
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (!tokens[i].Is("TRIGGER"))
                continue;
            var end = i;
            SqlSource? table = null;
            while (++end < tokens.Count && !tokens[end].Is(";"))
            {
                if (tokens[end].Is("ON") && table is null && end + 1 < tokens.Count)
                    table = TableAt(tokens, end + 1, targets);
                else if ((tokens[end].Is("FUNCTION") || tokens[end].Is("PROCEDURE")) && NameAt(tokens, end + 1) is { } name &&
                    table is not null)
                    functions.TryAdd(targets.Fold(name), table);
            }
        }

        return functions;
    }

    private static SqlSource TableAt(IReadOnlyList<SqlToken> tokens, int index, SqlTargets targets)
    {
        var name = NameAt(tokens, index)!.Value;
        var qualified = index + 2 < tokens.Count && tokens[index + 1].Is(".");
        return targets.MatchTable(qualified ? tokens[index] : null, name) is var (table, confidence)
            ? new SqlSource(SqlSourceKind.Table, null, table, confidence)
            : new SqlSource(SqlSourceKind.Table, targets.Fold(name));
    }

    private static SqlToken? NameAt(IReadOnlyList<SqlToken> tokens, int index)
    {
        while (index + 2 < tokens.Count && tokens[index + 1].Is("."))
            index += 2;
        return index < tokens.Count ? tokens[index] : null;
    }
}
