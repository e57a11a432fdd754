namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    /// <summary>A condition of IF or WHILE: names in it are fields of NEW and OLD, variables, or in a subquery.</summary>
    private int Condition(int lo, int hi)
    {
        var end = lo;
        for (var depth = 0; end < hi; end = Skip(end, hi))
        {
            if (t[end].Is("CASE"))
                depth++;
            else if (t[end].Is("END") && depth > 0)
                depth--;
            else if (depth == 0 && (t[end].Is("THEN") || t[end].Is("LOOP") || t[end].Is("DO")))
                break;
        }

        WalkExpression(lo, end, new SqlScope(null));
        return Math.Min(end + 1, hi);
    }

    /// <summary><c>FOR r IN SELECT … LOOP</c>.</summary>
    private int ForLoop(int lo, int hi)
    {
        var loop = Find(lo, hi, "LOOP", "DO");
        var query = Find(lo, loop, "SELECT", "WITH");
        if (query < loop)
            Query(query, loop, new SqlScope(null));
        return Math.Min(loop + 1, hi);
    }

    private int Expression(int lo, int hi)
    {
        if (lo < hi && t[lo].Is("QUERY"))
        {
            Statement(lo + 1, hi);
            return hi;
        }

        WalkExpression(lo, hi, new SqlScope(null));
        return hi;
    }

    /// <summary>The first declaration of a block; those that follow are pieces of their own.</summary>
    private int Declaration(int lo, int hi)
    {
        if (Find(lo, hi, "SELECT", "WITH") is var query && query < hi)
            Query(query, hi, new SqlScope(null));
        else
            WalkExpression(lo, hi, new SqlScope(null));
        return hi;
    }

    /// <summary>EXECUTE 'text', PREPARE s FROM 'text', OPEN c FOR query.</summary>
    private void Dynamic(int lo, int hi)
    {
        if (Find(lo, hi, "SELECT", "WITH", "INSERT", "UPDATE", "DELETE") is var statement && statement < hi)
        {
            Statement(statement, hi);
            return;
        }

        for (var i = lo; i < hi; i++)
        {
            var found = matches.Count;
            if (t[i].Kind == SqlTokenKind.Literal)
                Nested(t[i].Text, t[i].Start + 1, rowTable);
            else if (t[i].Kind == SqlTokenKind.Body)
                Body(i, rowTable);
            for (var m = found; m < matches.Count; m++)
                matches[m] = matches[m] with { Confidence = SqlTargets.Worst(matches[m].Confidence, Confidence.Likely) };
        }
    }

    /// <summary><c>NEW."Name" := …</c>, <c>SET NEW.Name = …</c>, <c>v := …</c>, and declarations such as <c>v t.c%TYPE</c>.</summary>
    private bool Assignment(int lo, int hi)
    {
        if (t[lo].Is("SET"))
            lo++;
        var equals = Find(lo, hi, ":=", "=");
        var type = Find(lo, hi, "%") < hi;
        if (equals == hi && !type)
            return false;
        var scope = new SqlScope(null);
        if (type && lo + 1 < hi && t[lo].IsName && !t[lo + 1].Is("."))
            lo++; // the variable
        WalkExpression(lo, hi, scope);
        return true;
    }
}
