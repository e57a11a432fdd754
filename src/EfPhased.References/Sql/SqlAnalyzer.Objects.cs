namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    /// <summary>CREATE VIEW … AS query, and what else carries a statement.</summary>
    private bool CreateQuery(int lo, int hi)
    {
        if (t[lo - 1].Is("RULE") && Find(lo, hi, "TO") is var to && to + 1 < hi && ChainEnd(to + 1, hi) is var end && end > to + 1)
        {
            rowTable = Table(to + 1, end, null);
            lo = Find(end, hi, "DO");
        }

        var statement = Find(lo, hi, "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "BEGIN", "CALL");
        if (statement == hi)
        {
            // a query in parentheses
            for (var i = lo; i < hi; i++)
            {
                if (t[i].Is("(") && StartsQuery(i + 1) && CloseOf(i, hi) is var close and > 0)
                    Query(i + 1, close, new SqlScope(null));
            }

            return true;
        }

        Statement(statement, hi);
        return true;
    }

    /// <summary>… ON table (columns) …: indexes, policies, grants, statistics.</summary>
    private bool OnTable(int lo, int hi)
    {
        var on = Find(lo, hi, "ON", "TABLE", "FROM");
        if (on == hi)
            return true;
        var start = SkipWords(on + 1, hi);
        var end = ChainEnd(start, hi);
        if (end == start)
            return false;
        var source = Table(start, end, null);
        if (source.Table is null)
            return true;
        var scope = new SqlScope(null);
        scope.Sources.Add(source);

        // GRANT SELECT (a), CREATE STATISTICS s ON a, b FROM t: columns stand before the table
        for (var i = lo; i < on; i++)
        {
            if (t[i].Is("(") && CloseOf(i, on) is var close and > 0)
                WalkExpression(i + 1, close, scope);
        }

        if (!t[lo].Is("GRANT") && !t[lo].Is("REVOKE"))
            Definitions(end, hi, source);
        return true;
    }

    private bool CreateTrigger(int lo, int hi)
    {
        var on = Find(lo, hi, "ON");
        var start = SkipWords(on + 1, hi);
        var end = ChainEnd(start, hi);
        if (on == hi || end == start)
            return false;
        rowTable = Table(start, end, null);
        if (Find(lo, on, "OF") is var of && of < on)
            OwnColumns(of + 1, on, rowTable);

        var body = FindBody(end, hi);
        var scope = new SqlScope(null);
        WalkExpression(end, body, scope);
        if (body < hi)
            Statement(body, hi);
        return true;
    }

    /// <summary>Where the statement of a MySQL trigger or routine starts.</summary>
    private int FindBody(int lo, int hi)
    {
        var row = Find(lo, hi, "ROW");
        if (row == hi)
            return hi;
        var body = row + 1;
        if (body + 1 < hi && (t[body].Is("FOLLOWS") || t[body].Is("PRECEDES")))
            body += 2;
        return body < hi && (t[body].Is("EXECUTE") || t[body].Is("WHEN")) ? hi : body;
    }

    private bool CreateRoutine(int lo, int hi)
    {
        var end = ChainEnd(lo, hi);
        if (end == lo)
            return false;
        triggerFunctions.TryGetValue(targets.Fold(t[end - 1]), out var row);
        if (end < hi && t[end].Is("(") && CloseOf(end, hi) is var close and > 0)
        {
            WalkExpression(end + 1, close, new SqlScope(null)); // t.c%TYPE
            end = close + 1;
        }

        if (BodiesAfter(end, hi, row))
            return true;
        if (Find(end, hi, "BEGIN", "SELECT", "INSERT", "UPDATE", "DELETE", "WITH") is var statement && statement < hi)
            Statement(statement, hi);
        else if (Find(end, hi, "RETURN") is var value && value < hi)
            Statement(value, hi);
        return true;
    }

    /// <summary>The text after AS: between dollars, or in a literal.</summary>
    private bool BodiesAfter(int lo, int hi, SqlSource? row)
    {
        var found = false;
        for (var i = lo; i < hi; i++)
        {
            if (t[i].Kind == SqlTokenKind.Body)
            {
                Body(i, row);
                found = true;
            }
            else if (t[i].Kind == SqlTokenKind.Literal && i > 0 && (t[i - 1].Is("AS") || t[i - 1].Is("DO")))
            {
                Nested(t[i].Text, t[i].Start + 1, row);
                found = true;
            }
        }

        return found;
    }

    private bool Copy(int lo, int hi)
    {
        if (lo < hi && t[lo].Is("(") && CloseOf(lo, hi) is var close and > 0)
        {
            Query(lo + 1, close, new SqlScope(null));
            return true;
        }

        var end = ChainEnd(lo, hi);
        if (end == lo)
            return false;
        var source = Table(lo, end, null);
        if (end < hi && t[end].Is("(") && CloseOf(end, hi) is var list and > 0)
            OwnColumns(end + 1, list, source);
        else if (source.Table is { } table)
            ReportStar(end - 1, table, SqlTargets.Worst(Confidence.Likely, source.Confidence));
        return true;
    }

    private bool Comment(int lo, int hi)
    {
        if (lo + 1 >= hi || !t[lo].Is("ON"))
            return false;
        var end = ChainEnd(lo + 2, hi);
        if (end == lo + 2)
            return true;
        if (!t[lo + 1].Is("COLUMN"))
        {
            Table(lo + 2, end, null);
            return true;
        }

        if (end - lo - 2 < 3 || Table(lo + 2, end - 2, null) is not { Table: not null } source)
            return true;
        ReportColumn(end - 1, source, Confidence.Certain);
        return true;
    }
}
