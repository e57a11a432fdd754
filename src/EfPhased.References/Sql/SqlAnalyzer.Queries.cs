namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    private void WithOrQuery(int lo, int hi) => Query(lo, hi, new SqlScope(null));

    /// <summary>
    /// A query, or a statement that changes rows behind a WITH. Returns the columns that it gives.
    /// </summary>
    private SqlColumns Query(int lo, int hi, SqlScope outer, bool existence = false)
    {
        var scope = new SqlScope(outer);
        if (lo < hi && t[lo].Is("WITH"))
            lo = With(lo + 1, hi, scope);
        while (lo < hi && t[lo].Is("(") && CloseOf(lo, hi) is var end && end > 0)
        {
            // ( query ) UNION …, or a query in more parentheses than it needs
            var inner = Query(lo + 1, end, scope, existence);
            if (NextSetOperation(end + 1, hi) is not { } next)
            {
                WalkTail(end + 1, hi, scope);
                return inner;
            }

            lo = next;
        }

        if (lo >= hi)
            return new SqlColumns { Open = true };
        if (t[lo].Is("INSERT") || t[lo].Is("REPLACE"))
            return Insert(lo, hi, scope);
        if (t[lo].Is("UPDATE"))
            return Update(lo, hi, scope);
        if (t[lo].Is("DELETE"))
            return Delete(lo, hi, scope);
        if (t[lo].Is("MERGE"))
            return Merge(lo, hi, scope);
        if (t[lo].Is("SELECT") || t[lo].Is("PERFORM"))
            return Select(lo, hi, scope, existence);

        if (!t[lo].Is("VALUES") && t[lo].Kind != SqlTokenKind.Hole)
            wellFormed = false;
        WalkExpression(lo + 1, hi, scope);
        return new SqlColumns { Open = true };
    }

    private int With(int lo, int hi, SqlScope scope)
    {
        if (lo < hi && t[lo].Is("RECURSIVE"))
            lo++;
        while (lo + 1 < hi && t[lo].IsName)
        {
            var name = targets.Fold(t[lo]);
            var names = new List<string>();
            var next = lo + 1;
            if (t[next].Is("(") && CloseOf(next, hi) is var listEnd and > 0)
            {
                for (var i = next + 1; i < listEnd; i++)
                {
                    if (t[i].IsName)
                        names.Add(targets.Fold(t[i]));
                }

                next = listEnd + 1;
            }

            while (next < hi && (t[next].Is("AS") || t[next].Is("NOT") || t[next].Is("MATERIALIZED")))
                next++;
            if (next >= hi || !t[next].Is("(") || CloseOf(next, hi) is not (var end and > 0))
            {
                wellFormed = false;
                return next;
            }

            scope.Ctes[name] = Named(names, new SqlColumns { Open = true }); // itself, when it is recursive
            var columns = Query(next + 1, end, scope);
            scope.Ctes[name] = Named(names, columns);
            lo = end + 1;
            if (lo >= hi || !t[lo].Is(","))
                break;
            lo++;
        }

        return lo;
    }

    private static SqlColumns Named(List<string> names, SqlColumns columns)
    {
        if (names.Count == 0)
            return columns;
        var named = new SqlColumns();
        named.Names.UnionWith(names);
        return named;
    }

    private SqlColumns Select(int lo, int hi, SqlScope scope, bool existence)
    {
        if (NextSetOperation(lo + 1, hi) is { } other)
        {
            var operation = other - 1;
            while (operation > lo && (t[operation].Is("ALL") || t[operation].Is("DISTINCT")))
                operation--;

            // ORDER BY at the end sorts the whole by the first block's names: it is left to the last block, where they mean the same.
            var first = Select(lo, operation, new SqlScope(scope), existence);
            Query(other, hi, scope, existence);
            return first;
        }

        var from = FindFrom(lo + 1, hi);
        var listEnd = from ?? FindClause(lo + 1, hi);
        if (from is null && t[lo].Is("SELECT") && listEnd == hi && hi - lo < 2)
            wellFormed = false;
        var conditions = new List<(int Lo, int Hi)>();
        var rest = listEnd;
        if (from is { } start)
        {
            rest = FindClause(start + 1, hi);
            FromItems(start + 1, rest, scope, conditions);
        }

        var columns = SelectList(lo + 1, listEnd, scope, existence);
        foreach (var (conditionLo, conditionHi) in conditions)
            WalkExpression(conditionLo, conditionHi, scope);
        WalkTail(rest, hi, scope);
        return columns;
    }

    /// <summary>What follows the FROM clause. Sorting and grouping prefer the names of the select list.</summary>
    private void WalkTail(int lo, int hi, SqlScope scope)
    {
        var sort = -1;
        for (var i = lo; i < hi; i = Skip(i, hi))
        {
            if (t[i].Is("ORDER") || t[i].Is("GROUP") || (t[i].Is("HAVING") && targets.Flavor == SqlFlavor.MySql))
            {
                sort = i;
                break;
            }
        }

        var plain = sort < 0 ? hi : sort;
        lo = SkipInto(lo, plain);
        WalkExpression(lo, plain, scope);
        if (sort >= 0)
            WalkExpression(sort, hi, scope, scope.Aliases.Count > 0 ? scope.Aliases : null);
    }

    /// <summary>The select list: its columns, and the names that it gives them.</summary>
    private SqlColumns SelectList(int lo, int hi, SqlScope scope, bool existence)
    {
        var columns = new SqlColumns();
        lo = SkipSelectModifiers(lo, hi, scope);
        foreach (var (itemLo, itemHi) in Items(lo, Find(lo, hi, "INTO")))
            Item(itemLo, itemHi, scope, columns, existence);

        return columns;
    }

    private void Item(int lo, int hi, SqlScope scope, SqlColumns columns, bool existence)
    {
        if (IsStar(hi - 1, lo))
        {
            Star(lo, hi, scope, columns, existence);
            return;
        }

        WalkExpression(lo, hi, scope);
        var last = t[hi - 1];
        if (last.Kind == SqlTokenKind.Hole)
            columns.Open = true;
        if (!last.IsName)
            return;
        var name = targets.Fold(last);
        columns.Names.Add(name);
        var isAlias = hi - lo > 1 && !t[hi - 2].Is(".") && !IsOperator(t[hi - 2]);
        if (isAlias)
            scope.Aliases.Add(name);
    }

    private bool IsStar(int index, int lo) => t[index].Is("*") && (index == lo || t[index - 1].Is("."));

    private void Star(int lo, int hi, SqlScope scope, SqlColumns columns, bool existence)
    {
        var qualifier = hi - 1 - lo >= 2 ? t[hi - 3] : (SqlToken?)null;
        var found = false;
        foreach (var source in scope.Sources)
        {
            if (qualifier is { } alias && (!alias.IsName || source.Alias != targets.Fold(alias)))
                continue;
            found = true;
            if (source.Columns is { } derived)
            {
                columns.Names.UnionWith(derived.Names);
                columns.Stars.AddRange(derived.Stars);
                columns.Open |= derived.Open;
            }
            else if (source.Table is { } table)
            {
                columns.Stars.Add(source);
                if (!existence)
                    ReportStar(hi - 1, table, SqlTargets.Worst(Confidence.Likely, source.Confidence));
            }
            else
            {
                columns.Open = true;
            }
        }

        columns.Open |= !found;
    }

    private void ReportStar(int index, TargetTable table, Confidence confidence)
    {
        foreach (var target in table.Columns)
            Report(index, target, ReferenceKind.SelectStar, confidence);
    }
}
