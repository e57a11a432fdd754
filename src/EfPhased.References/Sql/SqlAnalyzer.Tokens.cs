namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    private int CloseOf(int open, int hi) => close[open] is var end && end > 0 && end < hi ? end : -1;

    /// <summary>The next token on the same level.</summary>
    private int Skip(int index, int hi) => t[index].Is("(") && CloseOf(index, hi) is var end and > 0 ? end + 1 : index + 1;

    /// <summary>The end of <c>a.b.c</c> or <c>a.*</c> that starts here; the start itself when nothing does.</summary>
    private int ChainEnd(int lo, int hi)
    {
        if (lo >= hi || !(t[lo].IsName || t[lo].Kind == SqlTokenKind.Hole))
            return lo;
        var end = lo + 1;
        while (end + 1 < hi && t[end].Is(".") && (t[end + 1].IsName || t[end + 1].Kind == SqlTokenKind.Hole || t[end + 1].Is("*")))
            end += 2;
        return end;
    }

    private bool StartsQuery(int index)
    {
        while (index < t.Count && t[index].Is("("))
            index++;
        return index < t.Count && (t[index].Is("SELECT") || t[index].Is("WITH") || t[index].Is("VALUES"));
    }

    private static bool IsOperator(SqlToken token) =>
        token.Kind == SqlTokenKind.Symbol && token.Text is not (")" or "]") ||
        (token.Kind == SqlTokenKind.Word && SqlKeywords.IsReserved(token.Text) && !SqlKeywords.IsValue(token.Text) && !token.Is("AS"));

    private int? NextSetOperation(int lo, int hi)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (!t[i].Is("UNION") && !t[i].Is("INTERSECT") && !t[i].Is("EXCEPT") && !t[i].Is("MINUS"))
                continue;
            var next = i + 1;
            while (next < hi && (t[next].Is("ALL") || t[next].Is("DISTINCT")))
                next++;
            return next;
        }

        return null;
    }

    private int? FindFrom(int lo, int hi)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (t[i].Is("FROM") && !(i > lo && t[i - 1].Is("DISTINCT") && i > lo + 1 && (t[i - 2].Is("IS") || t[i - 2].Is("NOT"))))
                return i;
        }

        return null;
    }

    /// <summary>Where the FROM clause ends, or the select list when there is no FROM.</summary>
    private int FindClause(int lo, int hi)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (SqlKeywords.EndsFrom(t[i]) && !(t[i].Is("FOR") && i > lo && t[i - 1].Is("INDEX")))
                return i;
        }

        return hi;
    }

    private int Find(int lo, int hi, params ReadOnlySpan<string> words)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            foreach (var word in words)
            {
                if (t[i].Is(word))
                    return i;
            }
        }

        return hi;
    }

    /// <summary>An ON clause ends at the next join, comma or clause.</summary>
    private int EndOfCondition(int lo, int hi)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            // LEFT and RIGHT are functions too
            if (t[i].Is(",") || (SqlKeywords.IsJoin(t[i]) && !(i + 1 < hi && t[i + 1].Is("("))))
                return i;
        }

        return hi;
    }

    private IEnumerable<(int Lo, int Hi)> Items(int lo, int hi)
    {
        var start = lo;
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (!t[i].Is(","))
                continue;
            if (start < i)
                yield return (start, i);
            start = i + 1;
        }

        if (start < hi)
            yield return (start, hi);
    }

    private int SkipSelectModifiers(int lo, int hi, SqlScope scope)
    {
        while (lo < hi)
        {
            if (t[lo].Is("DISTINCT") && lo + 2 < hi && t[lo + 1].Is("ON") && t[lo + 2].Is("(") && CloseOf(lo + 2, hi) is var close and > 0)
            {
                WalkExpression(lo + 3, close, scope);
                lo = close + 1;
            }
            else if (t[lo].Is("DISTINCT") || t[lo].Is("ALL") || t[lo].Is("SQL_CALC_FOUND_ROWS") || t[lo].Is("STRAIGHT_JOIN") ||
                t[lo].Is("DISTINCTROW"))
            {
                lo++;
            }
            else
            {
                return lo;
            }
        }

        return lo;
    }

    /// <summary>The variables of SELECT … INTO are no columns.</summary>
    private int SkipInto(int lo, int hi)
    {
        if (lo >= hi || !t[lo].Is("INTO"))
            return lo;
        for (lo++; lo < hi; lo = Skip(lo, hi))
        {
            if (SqlKeywords.EndsFrom(t[lo]) || t[lo].Is("FROM"))
                return lo;
        }

        return hi;
    }
}
