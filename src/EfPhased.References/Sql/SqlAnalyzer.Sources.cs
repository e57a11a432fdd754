namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    /// <summary>The tables of a FROM clause; what their ON clauses say is walked later, when all of them are known.</summary>
    private void FromItems(int lo, int hi, SqlScope scope, List<(int Lo, int Hi)> conditions)
    {
        var expectTable = true;
        while (lo < hi)
        {
            var token = t[lo];
            if (token.Is(",") || SqlKeywords.IsJoin(token))
            {
                expectTable = true;
                lo++;
            }
            else if (token.Is("ON"))
            {
                var end = EndOfCondition(lo + 1, hi);
                conditions.Add((lo + 1, end));
                lo = end;
            }
            else if (token.Is("USING") && lo + 1 < hi && t[lo + 1].Is("(") && CloseOf(lo + 1, hi) is var close and > 0)
            {
                conditions.Add((lo + 2, close));
                lo = close + 1;
            }
            else if (expectTable)
            {
                expectTable = false;
                lo = Source(lo, hi, scope, conditions);
            }
            else
            {
                // index hints, TABLESAMPLE, PARTITION (…): nothing of the table's columns. Anything else is not SQL as we know it.
                if (token.Kind is SqlTokenKind.Word && !SqlKeywords.EndsTable(token) && !SqlKeywords.IsReserved(token.Text) && !IsHint(lo))
                    wellFormed = false;
                lo = Skip(lo, hi);
            }
        }
    }

    private bool IsHint(int index) =>
        t[index].Is("INDEX") || t[index].Is("KEY") || t[index].Is("BERNOULLI") || t[index].Is("SYSTEM") || t[index].Is("ORDINALITY");

    /// <summary>One table, subquery or function with its alias. Returns where it ends.</summary>
    private int Source(int lo, int hi, SqlScope scope, List<(int Lo, int Hi)> conditions)
    {
        var lateral = false;
        while (lo < hi && (t[lo].Is("ONLY") || t[lo].Is("LATERAL") || t[lo].Is("LOW_PRIORITY") || t[lo].Is("IGNORE") || t[lo].Is("QUICK")))
            lateral |= t[lo++].Is("LATERAL");
        if (lo >= hi)
            return hi;

        if (t[lo].Is("("))
        {
            var close = CloseOf(lo, hi);
            if (close < 0)
            {
                wellFormed = false;
                return hi;
            }

            if (!StartsQuery(lo + 1))
            {
                FromItems(lo + 1, close, scope, conditions);
                return close + 1;
            }

            var columns = Query(lo + 1, close, lateral ? scope : scope.Parent ?? new SqlScope(null));
            return Alias(close + 1, hi, scope, new SqlSource(SqlSourceKind.Derived, null, Columns: columns));
        }

        if (t[lo].Kind is SqlTokenKind.Hole or SqlTokenKind.Parameter && !(lo + 1 < hi && t[lo + 1].Is(".")))
            return Alias(lo + 1, hi, scope, new SqlSource(SqlSourceKind.Unknown, null));
        var end = ChainEnd(lo, hi);
        if (end == lo)
        {
            wellFormed = false;
            return lo + 1;
        }

        if (end < hi && t[end].Is("(") && CloseOf(end, hi) is var arguments and > 0)
        {
            WalkExpression(end + 1, arguments, scope);
            return Alias(arguments + 1, hi, scope, new SqlSource(SqlSourceKind.Unknown, targets.Fold(t[end - 1])));
        }

        return Alias(end, hi, scope, Table(lo, end, scope));
    }

    /// <summary>The source that a table's name stands for: a CTE, a target, or something else.</summary>
    private SqlSource Table(int lo, int end, SqlScope? scope)
    {
        var name = t[end - 1];
        if (!name.IsName)
            return new SqlSource(SqlSourceKind.Unknown, null);
        if (end - lo == 1 && scope?.FindCte(targets.Fold(name)) is { } columns)
            return new SqlSource(SqlSourceKind.Derived, targets.Fold(name), Columns: columns);
        if (targets.MatchTable(end - lo >= 3 ? t[end - 3] : null, name) is not var (table, confidence))
            return new SqlSource(SqlSourceKind.Table, targets.Fold(name));
        if (table.Whole is { } whole)
            Report(end - 1, whole, ReferenceKind.Table, confidence);
        return new SqlSource(SqlSourceKind.Table, targets.Fold(name), table, confidence);
    }

    private int Alias(int lo, int hi, SqlScope scope, SqlSource source)
    {
        if (lo < hi && t[lo].Is("PARTITION") && lo + 1 < hi && t[lo + 1].Is("(") && CloseOf(lo + 1, hi) is var partition and > 0)
            lo = partition + 1;
        if (lo + 1 < hi && t[lo].Is("WITH") && t[lo + 1].Is("ORDINALITY"))
            lo += 2;
        if (lo < hi && t[lo].Is("*"))
            lo++; // PostgreSQL's old way to include child tables
        if (lo < hi && t[lo].Is("AS"))
            lo++;
        if (lo < hi && IsAlias(t[lo]))
        {
            source = source with { Alias = targets.Fold(t[lo]) };
            lo++;
            if (lo < hi && t[lo].Is("(") && CloseOf(lo, hi) is var close and > 0)
            {
                if (source.Columns is { } columns)
                    source = source with { Columns = Named([.. Names(lo + 1, close)], columns) };
                lo = close + 1;
            }
        }

        scope.Sources.Add(source);
        return lo;
    }

    private static bool IsAlias(SqlToken token) =>
        token.Kind == SqlTokenKind.Quoted ||
        (token.Kind == SqlTokenKind.Word && !SqlKeywords.EndsTable(token) && !SqlKeywords.IsJoin(token) &&
            !SqlKeywords.IsReserved(token.Text));

    private IEnumerable<string> Names(int lo, int hi)
    {
        for (var i = lo; i < hi; i++)
        {
            if (t[i].IsName)
                yield return targets.Fold(t[i]);
        }
    }
}
