namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    private SqlColumns Update(int lo, int hi, SqlScope outer)
    {
        var scope = new SqlScope(outer);
        var conditions = new List<(int Lo, int Hi)>();
        var set = Find(lo + 1, hi, "SET");
        if (set == hi)
        {
            wellFormed = false;
            return Returned(hi, hi, scope);
        }

        FromItems(lo + 1, set, scope, conditions);
        var target = scope.Sources.Count > 0 ? scope.Sources[0] : new SqlSource(SqlSourceKind.Unknown, null);
        var joined = scope.Sources.Count > 1;
        var from = Find(set, hi, "FROM");
        var end = Math.Min(from, FindClause(set, hi));
        if (from < hi)
            FromItems(from + 1, FindClause(from + 1, hi), scope, conditions);

        if (joined)
            AssignmentsOfMany(set + 1, end, scope);
        else
            Assignments(set + 1, end, target, scope);
        foreach (var (conditionLo, conditionHi) in conditions)
            WalkExpression(conditionLo, conditionHi, scope);
        var rest = from < hi ? FindClause(from + 1, hi) : end;
        var returning = Find(rest, hi, "RETURNING");
        WalkExpression(rest, returning, scope);
        return Returned(returning, hi, scope);
    }

    /// <summary>MySQL changes several tables at once: an unqualified name may belong to any of them.</summary>
    private void AssignmentsOfMany(int lo, int hi, SqlScope scope) => WalkExpression(lo, hi, scope);

    private SqlColumns Delete(int lo, int hi, SqlScope outer)
    {
        var scope = new SqlScope(outer);
        var conditions = new List<(int Lo, int Hi)>();
        var from = Find(lo + 1, hi, "FROM");
        if (from == hi)
        {
            wellFormed = false;
            return Returned(hi, hi, scope);
        }

        var using_ = Find(from, hi, "USING");
        var end = Math.Min(using_, FindClause(from + 1, hi));
        FromItems(from + 1, end, scope, conditions);
        if (using_ < hi)
        {
            end = FindClause(using_ + 1, hi);
            FromItems(using_ + 1, end, scope, conditions);
        }

        foreach (var (conditionLo, conditionHi) in conditions)
            WalkExpression(conditionLo, conditionHi, scope);
        var returning = Find(end, hi, "RETURNING");
        WalkExpression(end, returning, scope);
        return Returned(returning, hi, scope);
    }

    private SqlColumns Merge(int lo, int hi, SqlScope outer)
    {
        var scope = new SqlScope(outer);
        var conditions = new List<(int Lo, int Hi)>();
        var using_ = Find(lo + 1, hi, "USING");
        var on = Find(using_, hi, "ON");
        var when = Find(on, hi, "WHEN");
        if (using_ == hi || when == hi)
        {
            wellFormed = false;
            return Returned(hi, hi, scope);
        }

        FromItems(t[lo + 1].Is("INTO") ? lo + 2 : lo + 1, using_, scope, conditions);
        FromItems(using_ + 1, on, scope, conditions);
        WalkExpression(on + 1, when, scope);
        var returning = Find(when, hi, "RETURNING");
        while (when < returning && scope.Sources.Count > 0)
        {
            var next = Find(when + 1, returning, "WHEN");
            MergeAction(when + 1, next, scope);
            when = next;
        }

        return Returned(returning, hi, scope);
    }

    private void MergeAction(int lo, int hi, SqlScope scope)
    {
        var then = Find(lo, hi, "THEN");
        WalkExpression(lo, then, scope);
        if (Find(then, hi, "SET") is var set && set < hi)
            Assignments(set + 1, hi, scope.Sources[0], scope);
        else if (then + 2 < hi && t[then + 1].Is("INSERT") && t[then + 2].Is("(") && CloseOf(then + 2, hi) is var close and > 0)
        {
            OwnColumns(then + 3, close, scope.Sources[0]);
            WalkExpression(close + 1, hi, scope);
        }
    }
}
