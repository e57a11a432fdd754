namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    private SqlColumns Insert(int lo, int hi, SqlScope scope)
    {
        while (lo < hi &&
            (t[lo].Is("INSERT") || t[lo].Is("REPLACE") || t[lo].Is("LOW_PRIORITY") || t[lo].Is("HIGH_PRIORITY") || t[lo].Is("DELAYED") ||
            t[lo].Is("IGNORE") || t[lo].Is("INTO") || t[lo].Is("OR")))
            lo++;
        var end = ChainEnd(lo, hi);
        if (end == lo || end >= hi)
        {
            wellFormed = false;
            return Returned(hi, hi, scope);
        }

        var target = Table(lo, end, null);
        var name = end - 1;
        var own = new SqlScope(scope);
        var next = end;
        if (next + 1 < hi && t[next].Is("AS"))
        {
            target = target with { Alias = targets.Fold(t[next + 1]) };
            next += 2;
        }

        own.Sources.Add(target);

        var listed = false;
        if (next < hi && t[next].Is("(") && !StartsQuery(next + 1) && CloseOf(next, hi) is var close and > 0)
        {
            listed = true;
            OwnColumns(next + 1, close, target);
            next = close + 1;
        }

        var tail = FindInsertTail(next, hi);
        listed |= InsertedRows(next, tail, scope, target);
        if (!listed && target.Table is { } table)
            ReportStar(name, table, target.Confidence);
        own.Sources.Add(target with { Alias = "excluded", IsHidden = true });
        InsertTail(tail, hi, own, target);
        return Returned(tail, hi, own);
    }

    /// <summary>VALUES, SET, or a query. Returns true when it names the columns that it fills.</summary>
    private bool InsertedRows(int lo, int hi, SqlScope scope, SqlSource target)
    {
        while (lo < hi && (t[lo].Is("OVERRIDING") || t[lo].Is("SYSTEM") || t[lo].Is("USER") || t[lo].Is("VALUE")))
            lo++;
        if (lo >= hi)
        {
            wellFormed = false;
            return false;
        }

        if (t[lo].Is("DEFAULT"))
            return true;
        if (t[lo].Is("SET"))
        {
            Assignments(lo + 1, hi, target, scope);
            return true;
        }

        if (t[lo].Is("VALUES"))
        {
            WalkExpression(lo + 1, hi, scope);
        }
        else
        {
            var found = matches.Count;
            Query(lo, hi, scope);
            Harden(found);
        }

        return false;
    }

    /// <summary>A star that fills a table breaks with the column, whoever reads the result.</summary>
    private void Harden(int from)
    {
        for (var i = from; i < matches.Count; i++)
        {
            if (matches[i] is { Kind: ReferenceKind.SelectStar, Confidence: Confidence.Likely })
                matches[i] = matches[i] with { Confidence = Confidence.Certain };
        }
    }

    private int FindInsertTail(int lo, int hi)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (t[i].Is("RETURNING") || (t[i].Is("ON") && i + 1 < hi && (t[i + 1].Is("CONFLICT") || t[i + 1].Is("DUPLICATE"))))
                return i;
        }

        return hi;
    }

    private void InsertTail(int lo, int hi, SqlScope own, SqlSource target)
    {
        var returning = Find(lo, hi, "RETURNING");
        var set = Find(lo, returning, "SET");
        var duplicate = lo + 1 < hi && t[lo + 1].Is("DUPLICATE");
        if (duplicate)
            set = Find(lo, returning, "UPDATE");
        if (set > lo)
            WalkExpression(lo, set, Only(own, target));
        if (set >= returning)
            return;
        var where = Find(set, returning, "WHERE");
        Assignments(set + 1, where, target, own);
        WalkExpression(where, returning, own);
    }

    private SqlColumns Returned(int lo, int hi, SqlScope scope)
    {
        var returning = Find(lo, hi, "RETURNING");
        return returning < hi ? SelectList(returning + 1, hi, scope, existence: false) : new SqlColumns { Open = true };
    }

    private static SqlScope Only(SqlScope parent, SqlSource source)
    {
        var scope = new SqlScope(parent.Parent);
        scope.Sources.Add(source);
        return scope;
    }

    private void OwnColumns(int lo, int hi, SqlSource source)
    {
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (t[i].IsName && !(i + 1 < hi && t[i + 1].Is(".")))
                ReportColumn(i, source, Confidence.Certain);
        }
    }

    /// <summary><c>a = 1, (b, c) = (2, 3), t.d = 4</c>: what stands on the left belongs to the table that is changed.</summary>
    private void Assignments(int lo, int hi, SqlSource target, SqlScope scope)
    {
        foreach (var (itemLo, itemHi) in Items(lo, hi))
        {
            var equals = Find(itemLo, itemHi, "=", ":=");
            if (equals == itemHi && !(t[itemLo].Kind is SqlTokenKind.Hole or SqlTokenKind.Parameter))
                wellFormed = false;
            if (t[itemLo].Is("("))
                OwnColumns(itemLo + 1, Math.Max(itemLo + 1, CloseOf(itemLo, itemHi)), target);
            else if (ChainEnd(itemLo, equals) is var end && end - itemLo == 1 && t[itemLo].IsName)
                ReportColumn(itemLo, target, Confidence.Certain);
            else
                WalkExpression(itemLo, equals, scope);
            WalkExpression(Math.Min(equals + 1, itemHi), itemHi, scope);
        }
    }
}
