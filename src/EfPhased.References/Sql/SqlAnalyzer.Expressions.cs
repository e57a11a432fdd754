namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    /// <summary>Resolves every name in a stretch of an expression; subqueries get a scope of their own.</summary>
    private void WalkExpression(int lo, int hi, SqlScope scope, HashSet<string>? aliases = null)
    {
        var first = lo;
        while (lo < hi)
        {
            var token = t[lo];
            if (token.Is("(") && StartsQuery(lo + 1) && CloseOf(lo, hi) is var close and > 0)
            {
                Query(lo + 1, close, scope, existence: lo > first && t[lo - 1].Is("EXISTS"));
                lo = close + 1;
            }
            else if (token.IsName || (token.Kind == SqlTokenKind.Hole && lo + 1 < hi && t[lo + 1].Is(".")))
            {
                var end = ChainEnd(lo, hi);
                Name(lo, end, hi, first, scope, aliases);
                lo = Math.Max(end, lo + 1);
            }
            else if (token.Is(".") && lo > first && t[lo - 1].Is(")") && lo + 1 < hi && t[lo + 1].IsName)
            {
                RowField(lo, scope);
                lo += 2;
            }
            else
            {
                lo++;
            }
        }
    }

    private void Name(int lo, int end, int hi, int first, SqlScope scope, HashSet<string>? aliases)
    {
        var single = end - lo == 1;
        if (single && t[lo].Kind == SqlTokenKind.Word && SqlKeywords.IsReserved(t[lo].Text))
            return;
        if (end < hi && (t[end].Is("(") || t[end].Is("=>")))
            return;
        if (end < hi && single && t[end].Kind == SqlTokenKind.Literal && t[lo].Kind == SqlTokenKind.Word)
            return; // DATE '2026-01-01', _utf8mb4'…'
        if (lo > first && (FollowsTypeOrAlias(lo) || (EndsOperand(lo - 1) && !IsTypeReference(end, hi))))
            return;
        if (single)
            Unqualified(lo, scope, aliases);
        else
            Qualified(lo, end, hi, scope);
    }

    private bool FollowsTypeOrAlias(int index) =>
        t[index - 1].Is("AS") || t[index - 1].Is("::") || t[index - 1].Is("COLLATE") || t[index - 1].Is("WINDOW") ||
            t[index - 1].Is("OVER");

    private bool IsTypeReference(int end, int hi) => end < hi && t[end].Is("%");

    /// <summary>True for a token that ends a value, so that a name right after it can only be an alias.</summary>
    private bool EndsOperand(int index)
    {
        var token = t[index];
        return token.Kind switch
        {
            SqlTokenKind.Quoted or SqlTokenKind.Literal or SqlTokenKind.Number or SqlTokenKind.Parameter => true,
            SqlTokenKind.Word => SqlKeywords.IsValue(token.Text) || (!SqlKeywords.IsReserved(token.Text) && !IsClauseWord(token)),
            SqlTokenKind.Symbol => token.Text is ")" or "]",
            _ => false,
        };
    }

    private static bool IsClauseWord(SqlToken token) =>
        token.Is("KEY") || token.Is("RETURN") || token.Is("ESCAPE") || token.Is("ZONE") || token.Is("SEPARATOR") || token.Is("ROW") ||
            token.Is("BINARY");

    private void Unqualified(int index, SqlScope scope, HashSet<string>? aliases)
    {
        if (aliases?.Contains(targets.Fold(t[index])) == true)
            return;
        if (t[index].Is("KEY") && index > 0 && (t[index - 1].Is("DUPLICATE") || t[index - 1].Is("PRIMARY") || t[index - 1].Is("FOREIGN")))
            return;
        for (var current = scope; current is not null; current = current.Parent)
        {
            if (Unqualified(index, current, reached: current != scope))
                return;
        }
    }

    /// <summary>Looks a name up among one block's sources. Returns true when the blocks around it need not be asked.</summary>
    private bool Unqualified(int index, SqlScope scope, bool reached)
    {
        var name = targets.Fold(t[index]);
        var others = false;
        var sources = scope.Sources.Where(s => !s.IsHidden).ToList();
        foreach (var source in sources)
        {
            if (source.Columns?.Names.Contains(name) == true)
                return true;
            others |= IsOpen(source) && !TablesOf(source).Any(x => targets.MatchColumn(x.Table, t[index]).Any());
        }

        var found = false;
        foreach (var source in sources)
        {
            foreach (var (table, confidence) in TablesOf(source))
            {
                foreach (var (target, match) in targets.MatchColumn(table, t[index]))
                {
                    found = true;
                    var worst = SqlTargets.Worst(confidence, match);
                    Report(index, target, ReferenceKind.Sql, others ? SqlTargets.Worst(worst, Confidence.Likely) : worst);
                }
            }
        }

        // A block whose own tables may have the column hides what is around it. They may: nobody knows all their columns here.
        if (!found && others && !reached)
            ReportOuter(index, scope.Parent);
        return found || others;
    }

    /// <summary>Whether a source may have columns that nobody can tell from here.</summary>
    private static bool IsOpen(SqlSource source) => source.Columns is null || source.Columns.Open;

    private void ReportOuter(int index, SqlScope? scope)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            foreach (var (table, _) in scope.Sources.SelectMany(TablesOf))
            {
                foreach (var (target, _) in targets.MatchColumn(table, t[index]))
                    Report(index, target, ReferenceKind.Sql, Confidence.Possible);
            }
        }
    }

    /// <summary>The target tables whose columns a source shows: its own, or those that a subquery passes on with a star.</summary>
    private static IEnumerable<(TargetTable Table, Confidence Confidence)> TablesOf(SqlSource source)
    {
        if (source.Table is { } table)
            yield return (table, source.Confidence);
        foreach (var star in source.Columns?.Stars ?? [])
            yield return (star.Table!, star.Confidence);
    }

    private void Qualified(int lo, int end, int hi, SqlScope scope)
    {
        var column = end - 1;
        if (t[column].Is("*"))
        {
            StarValue(lo, end, scope);
            return;
        }

        if (t[column - 2].Kind == SqlTokenKind.Hole)
        {
            // an alias that only the program knows
            var found = matches.Count;
            Unqualified(column, scope, null);
            for (var i = found; i < matches.Count; i++)
                matches[i] = matches[i] with { Confidence = SqlTargets.Worst(matches[i].Confidence, Confidence.Likely) };
            return;
        }

        var qualifier = targets.Fold(t[column - 2]);
        for (var current = scope; current is not null; current = current.Parent)
        {
            foreach (var source in current.Sources)
            {
                if (source.Alias != qualifier)
                    continue;
                if (source.Columns?.Names.Contains(targets.Fold(t[column])) != true)
                    ReportColumn(column, source, Confidence.Certain);
                return;
            }
        }

        if (IsRow(t[column - 2]))
            ReportRow(column);
        else if (targets.MatchTable(end - lo >= 5 ? t[column - 4] : null, t[column - 2]) is var (table, confidence))
            ReportColumn(column, new SqlSource(SqlSourceKind.Table, null, table, confidence), IsTypeReference(end, hi) ? Confidence.Certain
                : Confidence.Likely);
    }

    private void ReportColumn(int index, SqlSource source, Confidence atBest)
    {
        foreach (var (table, confidence) in TablesOf(source))
        {
            foreach (var (target, match) in targets.MatchColumn(table, t[index]))
                Report(index, target, ReferenceKind.Sql, SqlTargets.Worst(SqlTargets.Worst(confidence, match), atBest));
        }
    }

    private void StarValue(int lo, int end, SqlScope scope)
    {
        var columns = new SqlColumns();
        Star(lo, end, scope, columns, existence: false);
    }

    private static bool IsRow(SqlToken token) => token.Is("NEW") || token.Is("OLD");

    private void ReportRow(int column)
    {
        if (rowTable is not null)
        {
            ReportColumn(column, rowTable, Confidence.Certain);
            return;
        }

        // A trigger function whose trigger is not in this text.
        foreach (var table in targets.Tables)
            ReportColumn(column, new SqlSource(SqlSourceKind.Table, null, table), Confidence.Possible);
    }

    /// <summary><c>(c)."Name"</c>, a field of a row.</summary>
    private void RowField(int dot, SqlScope scope)
    {
        if (dot < 3 || !t[dot - 2].IsName || !t[dot - 3].Is("("))
            return;
        var alias = targets.Fold(t[dot - 2]);
        for (var current = scope; current is not null; current = current.Parent)
        {
            foreach (var source in current.Sources.Where(s => s.Alias == alias))
                ReportColumn(dot + 1, source, Confidence.Certain);
        }
    }
}
