namespace EfPhased.Gates.Sql;

internal sealed partial class SqlStatements
{
    /// <summary>A parenthesis: a query of its own, or more of what surrounds it.</summary>
    private void Group(int open, SqlScope scope, bool inFrom = false)
    {
        var close = body.Close[open];
        if (body.StartsQuery(open + 1))
        {
            // WITH and FROM see nothing of the block that they belong to.
            var apart = (inFrom && !body.At(open - 1).Is("LATERAL")) || body.At(open - 1).IsAny("AS", "MATERIALIZED");
            Walk(open + 1, close, new SqlScope(apart ? scope.Parent : scope) { IsExistence = body.At(open - 1).Is("EXISTS") });
            return;
        }

        var takesFrom = body.At(open - 1).IsAny("EXTRACT", "SUBSTRING", "SUBSTR", "TRIM", "OVERLAY");
        Walk(open + 1, close, scope, inFrom, fromIsClause: !takesFrom);
    }

    /// <summary>A table, a subquery or a function, with its alias. Returns the last token of it.</summary>
    private int Source(int at, int end, SqlScope scope, bool isTarget = false)
    {
        while (at < end && body.Tokens[at].IsAny("ONLY", "LATERAL", "IF", "EXISTS", "NOT", "IGNORE", "LOW_PRIORITY"))
            body.Scopes[at++] = scope;
        if (at >= end)
            return at - 1;
        if (body.Tokens[at].IsSymbol("("))
        {
            Group(at, scope, inFrom: true);
            return Alias(body.Close[at] + 1, end, scope, new SqlSource(null, null, null));
        }

        if (!body.Tokens[at].IsName)
            return at - 1;
        var name = at;
        while (name + 2 < end && body.Tokens[name + 1].IsSymbol(".") && body.Tokens[name + 2].IsName)
            name += 2;
        for (var i = at; i <= name; i++)
            (body.Scopes[i], body.Roles[i]) = (scope, SqlRole.Other);
        if (!isTarget && body.At(name + 1).IsSymbol("(") && name + 1 < end)
        {
            Group(name + 1, scope);
            return Alias(body.Close[name + 1] + 1, end, scope, new SqlSource(null, null, null));
        }

        var isCommon = name == at && body.CommonTables.Contains(body.Flavor.Key(body.Tokens[name]));
        return Alias(
            name + 1, end, scope,
            isCommon ? new SqlSource(null, null, body.Tokens[name]) : new SqlSource(name > at ? body.Tokens[name - 2] : null, body.Tokens[name], null));
    }

    private int Alias(int at, int end, SqlScope scope, SqlSource source)
    {
        if (at < end && body.Tokens[at].IsSymbol("*"))
            body.Scopes[at++] = scope; // PostgreSQL's old way to include child tables
        if (at < end && body.Tokens[at].Is("AS"))
            body.Scopes[at++] = scope;
        if (at < end && body.Tokens[at].IsName)
        {
            (body.Scopes[at], body.Roles[at]) = (scope, SqlRole.Other);
            source = source with { Alias = body.Tokens[at++] };
            if (at < end && body.Tokens[at].IsSymbol("(") && source.Name is null)
            {
                // The names that its columns get here.
                for (var i = at; i <= body.Close[at]; i++)
                    (body.Scopes[i], body.Roles[i]) = (scope, SqlRole.Other);
                at = body.Close[at] + 1;
            }
        }

        scope.Sources.Add(source);
        return at - 1;
    }

    /// <summary>The table of INSERT and MERGE, and the columns listed after it.</summary>
    private int Target(int at, int end, SqlScope scope)
    {
        while (at < end && body.Tokens[at].IsAny("INTO", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED"))
            body.Scopes[at++] = scope;
        var count = scope.Sources.Count;
        var last = Source(at, end, scope, isTarget: true);
        if (scope.Sources.Count == count)
            return last;
        scope.Target = scope.Sources[^1];
        return last + 1 < end && body.Tokens[last + 1].IsSymbol("(") && !body.StartsQuery(last + 2) ? TargetColumns(last + 1) : last;
    }

    private int TargetColumns(int open)
    {
        for (var i = open; i <= body.Close[open]; i++)
        {
            body.Scopes[i] = body.Scopes[open - 1];
            body.Roles[i] = SqlRole.TargetColumn;
        }

        return body.Close[open];
    }

    /// <summary>What stands to the left in SET.</summary>
    private int Assigned(int at, int end, SqlScope scope, bool updates)
    {
        var role = !updates ? SqlRole.Other : scope.Target is null ? SqlRole.Value : SqlRole.TargetColumn;
        if (at < end && body.Tokens[at].IsSymbol("(") && updates)
        {
            body.Scopes[at - 1] = scope;
            return TargetColumns(at);
        }

        if (at < end)
            body.Scopes[at] = scope;
        if (at >= end || !body.Tokens[at].IsName || body.At(at + 1).IsSymbol("."))
            return at - 1;
        body.Roles[at] = role;
        return at;
    }

    /// <summary>The variables of INTO.</summary>
    private int Filled(int at, int end, SqlScope scope)
    {
        while (at < end && (body.Tokens[at].IsName || body.Tokens[at].Is("STRICT") || body.Tokens[at].IsSymbol(",") || body.Tokens[at].IsSymbol(".")
            || body.Tokens[at].Kind == SqlTokenKind.Parameter))
        {
            (body.Scopes[at], body.Roles[at]) = (scope, SqlRole.Other);
            if (body.Tokens[at].IsName)
                scope.Filled.Add(body.Tokens[at]);
            at++;
        }

        return at - 1;
    }
}
