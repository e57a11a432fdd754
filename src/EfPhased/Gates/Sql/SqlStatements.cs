namespace EfPhased.Gates.Sql;

/// <summary>
/// Cuts a body into statements and walks through the blocks of each.
/// </summary>
internal sealed partial class SqlStatements(SqlBody body)
{
    public List<(int Start, int End)> Read()
    {
        List<(int, int)> statements = [];
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= body.Tokens.Count; i++)
        {
            var t = body.At(i);
            if (i < body.Tokens.Count && t.IsSymbol("("))
            {
                i = body.Close[i];
                continue;
            }

            if (t.Is("CASE") && !body.At(i - 1).Is("END"))
                depth++;
            else if (t.Is("END") && depth > 0)
                depth--;
            if (i < body.Tokens.Count && !EndsStatement(i, start, depth))
                continue;
            if (i > start)
            {
                statements.Add((start, i));
                Walk(start, i, new SqlScope(null));
            }

            start = i + 1;
            depth = t.IsSymbol(";") ? 0 : depth;
        }

        return statements;
    }

    private bool EndsStatement(int at, int start, int cases)
    {
        var t = body.Tokens[at];
        if (t.IsSymbol(";") || t.IsAny("LOOP", "BEGIN", "DECLARE", "ATOMIC"))
            return true;
        var isMerge = body.At(start).Is("MERGE") || body.At(start).Is("WITH");
        return cases == 0 && !isMerge && (t.IsAny("THEN", "ELSE") || (t.Is("DO") && !IsConflictAction(at)));
    }

    // ON CONFLICT … DO UPDATE SET, unlike WHILE … DO UPDATE t SET
    private bool IsConflictAction(int at)
        => body.At(at + 1).Is("NOTHING") || (body.At(at + 1).Is("UPDATE") && body.At(at + 2).Is("SET"));

    /// <summary>One level of parentheses. What the words mean changes with the clause that they stand in.</summary>
    private void Walk(int start, int end, SqlScope scope, bool inFrom = false, bool fromIsClause = true)
    {
        var insert = scope;
        var setting = false;
        var updates = false;
        for (var i = start; i < end; i++)
        {
            body.Scopes[i] = scope;
            var t = body.Tokens[i];
            if (inFrom && i == start)
            {
                i = Source(i, end, scope);
            }
            else if (t.IsSymbol("("))
            {
                Group(i, scope);
                i = body.Close[i];
                body.Scopes[i] = scope;
            }
            else if (t.IsSymbol(",") && (inFrom || setting))
            {
                i = inFrom ? Source(i + 1, end, scope) : Assigned(i + 1, end, scope, updates);
            }
            else if (t.Kind == SqlTokenKind.Word)
            {
                switch (t.Text.ToUpperInvariant())
                {
                    case "SELECT" or "UNION" or "INTERSECT" or "EXCEPT" when i > start && scope.Sources.Count + scope.Filled.Count > 0:
                        scope = new SqlScope(scope.Parent) { IsExistence = scope.IsExistence, GivesRows = scope.GivesRows };
                        body.Scopes[i] = scope;
                        (inFrom, setting) = (false, false);
                        break;
                    case "FROM" when fromIsClause && !(body.At(i - 1).Is("DISTINCT") && body.At(i - 2).IsAny("IS", "NOT")):
                        (inFrom, setting) = (true, false);
                        i = Source(i + 1, end, scope);
                        break;
                    case "JOIN" or "STRAIGHT_JOIN":
                    case "USING" when !body.At(i + 1).IsSymbol("(") && !body.At(start).Is("EXECUTE"):
                        inFrom = true;
                        i = Source(i + 1, end, scope);
                        break;
                    case "INSERT" or "REPLACE" when !body.At(i + 1).IsSymbol("("):
                        insert = scope;
                        scope.GivesRows = true;
                        i = Target(i + 1, end, scope);
                        break;
                    case "INSERT":
                        i = TargetColumns(i + 1);
                        break;
                    case "MERGE":
                        i = Target(i + 1, end, scope);
                        break;
                    case "UPDATE" when body.At(i - 1).Is("KEY") || (body.At(i - 1).Is("DO") && IsConflictAction(i - 1)):
                        updates = true;
                        if (body.At(i - 1).Is("KEY"))
                            (setting, i) = (true, Assigned(i + 1, end, scope, updates));
                        break;
                    case "UPDATE" when !body.At(i - 1).IsAny("FOR", "NO"):
                        updates = true;
                        inFrom = !body.At(i + 1).Is("SET");
                        if (inFrom)
                        {
                            i = Source(i + 1, end, scope);
                            scope.Target = scope.Sources.LastOrDefault();
                        }

                        break;
                    case "SET":
                        if (inFrom && scope.Sources.Count > 1)
                            scope.Target = null; // MySQL changes several tables at once
                        (inFrom, setting) = (false, true);
                        i = Assigned(i + 1, end, scope, updates);
                        break;
                    case "TABLE" or "TRUNCATE" or "COPY" when !body.At(i + 1).Is("TABLE") && !body.At(i + 1).IsSymbol("("):
                        i = Source(i + 1, end, scope);
                        break;
                    case "INTO":
                        (inFrom, setting) = (false, false);
                        i = Filled(i + 1, end, scope);
                        break;
                    case "FOR" when body.At(i + 1).IsName && body.At(i + 2).Is("IN"):
                        body.Roles[i + 1] = SqlRole.Other;
                        scope.Filled.Add(body.Tokens[i + 1]);
                        break;
                    case "QUERY" when body.At(i - 1).Is("RETURN"):
                        scope.GivesRows = true;
                        break;
                    case "WHERE" or "GROUP" or "ORDER" or "HAVING" or "LIMIT" or "WINDOW" or "OFFSET" or "FETCH" or "WHEN":
                        (inFrom, setting) = (false, false);
                        break;
                    case "RETURNING":
                        (inFrom, setting, scope) = (false, false, insert);
                        break;
                    case "ON" when body.At(i + 1).IsAny("CONFLICT", "DUPLICATE"):
                        (inFrom, setting, scope) = (false, false, insert);
                        if (body.At(i + 2).IsSymbol("("))
                            i = TargetColumns(i + 2);
                        break;
                }
            }
        }
    }
}
