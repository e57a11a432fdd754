namespace EfPhased.References.Sql;

internal sealed partial class SqlAnalyzer
{
    /// <summary>Statements that define, change or grant. Returns false for what is none of them.</summary>
    private bool Definition(int lo, int hi)
    {
        switch (t[lo].Text.ToUpperInvariant())
        {
            case "CREATE":
                return Create(lo + 1, hi);
            case "ALTER" when Find(lo, hi, "TABLE", "VIEW", "POLICY", "PUBLICATION") is var table && table < hi && table - lo <= 3:
                return t[table].Is("POLICY") ||
                    t[table].Is("PUBLICATION") ? OnTable(lo, hi) : TableAndColumns(SkipWords(table + 1, hi), hi, columnsFrom: 1);
            case "DROP" when lo + 1 < hi &&
                (t[lo + 1].Is("TRIGGER") || t[lo + 1].Is("POLICY") || t[lo + 1].Is("RULE") || t[lo + 1].Is("INDEX")):
                return OnTable(lo, hi);
            case "DROP" or "TRUNCATE" or "LOCK" or "VACUUM" or "REINDEX" or "CLUSTER" or "OPTIMIZE" or "DESCRIBE" or "SHOW":
                return Tables(lo, hi);
            case "ANALYZE":
                return TableAndColumns(SkipWords(lo + 1, hi), hi, columnsFrom: 1);
            case "COPY":
                return Copy(lo + 1, hi);
            case "LOAD":
                return TableAndColumns(SkipWords(Find(lo, hi, "TABLE") + 1, hi), hi, columnsFrom: 1);
            case "COMMENT":
                return Comment(lo + 1, hi);
            case "GRANT" or "REVOKE":
                return OnTable(lo, hi);
            case "DO":
                BodiesAfter(lo, hi, null);
                return true;
            default:
                return false;
        }
    }

    private bool Create(int lo, int hi)
    {
        while (lo < hi &&
            (t[lo].Is("OR") || t[lo].Is("REPLACE") || t[lo].Is("UNIQUE") || t[lo].Is("TEMP") || t[lo].Is("TEMPORARY") ||
            t[lo].Is("UNLOGGED") ||
            t[lo].Is("MATERIALIZED") || t[lo].Is("RECURSIVE") || t[lo].Is("CONSTRAINT") || t[lo].Is("FULLTEXT") || t[lo].Is("SPATIAL") ||
                t[lo].Is("AGGREGATE")))
        {
            lo++;
        }

        while (lo < hi && (t[lo].Is("DEFINER") || t[lo].Is("ALGORITHM") || t[lo].Is("SQL")))
            lo = Find(lo, hi, "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");
        if (lo >= hi)
            return false;
        switch (t[lo].Text.ToUpperInvariant())
        {
            case "TABLE":
                CreateTable(lo + 1, hi);
                return true;
            case "VIEW" or "RULE" or "EVENT":
                return CreateQuery(lo + 1, hi);
            case "INDEX" or "POLICY" or "STATISTICS" or "PUBLICATION":
                return OnTable(lo + 1, hi);
            case "TRIGGER":
                return CreateTrigger(lo + 1, hi);
            case "FUNCTION" or "PROCEDURE":
                return CreateRoutine(lo + 1, hi);
            default:
                return Known(t[lo]);
        }
    }

    private static bool Known(SqlToken token) =>
        token.Is("SCHEMA") || token.Is("DATABASE") || token.Is("EXTENSION") || token.Is("SEQUENCE") || token.Is("TYPE") ||
            token.Is("ROLE") || token.Is("USER") || token.Is("DOMAIN");

    private void CreateTable(int lo, int hi)
    {
        lo = SkipWords(lo, hi);
        var end = ChainEnd(lo, hi);
        if (end == lo)
        {
            wellFormed = false;
            return;
        }

        var source = Table(lo, end, null);
        var query = Find(end, hi, "SELECT", "WITH");
        if (end < hi && t[end].Is("(") && CloseOf(end, hi) is var close and > 0)
            Definitions(end + 1, close, source);
        if (query < hi && t[query].Is("SELECT"))
            Query(query, hi, new SqlScope(null));
        else if (end < hi && !t[end].Is("("))
            Inherited(end, hi);
    }

    /// <summary>PARTITION OF t, LIKE t, INHERITS (t).</summary>
    private void Inherited(int lo, int hi)
    {
        for (var i = lo; i < hi; i++)
        {
            if ((t[i].Is("OF") || t[i].Is("LIKE")) && ChainEnd(i + 1, hi) is var end && end > i + 1)
                Table(i + 1, end, null);
        }
    }

    /// <summary>Column definitions, constraints and ALTER actions of one table.</summary>
    private void Definitions(int lo, int hi, SqlSource source)
    {
        var scope = new SqlScope(null);
        scope.Sources.Add(source);
        for (var i = lo; i < hi; i++)
        {
            if (t[i].Is("REFERENCES") || (t[i].Is("LIKE") && ChainEnd(i + 1, hi) > i + 1))
            {
                i = References(i + 1, hi) - 1;
            }
            else if (t[i].Is("(") && StartsQuery(i + 1) && CloseOf(i, hi) is var close and > 0)
            {
                Query(i + 1, close, scope);
                i = close;
            }
            else if (t[i].IsName && !NamesSomethingElse(i, lo) && !(i + 1 < hi && t[i + 1].Is(".")))
            {
                Unqualified(i, scope, null);
            }
        }
    }

    private bool NamesSomethingElse(int index, int lo)
    {
        if (t[index].Kind == SqlTokenKind.Word && SqlKeywords.IsReserved(t[index].Text))
            return true;
        if (index == lo)
            return false;
        var before = t[index - 1];
        return before.Is("CONSTRAINT") || before.Is("INDEX") || before.Is("::") || before.Is("COLLATE") || before.Is("TYPE") ||
            before.Is(".") || before.Is("TRIGGER") ||
            (before.Is("KEY") && index > lo + 1 && t[index - 2].Is("FOREIGN")) || before.Is("SCHEMA") || before.Is("OWNER") ||
            (before.Is("TO") && index > lo + 1 && (t[index - 2].Is("RENAME") || t[index - 2].Is("OWNER"))) ||
                (before.Is("KEY") && index + 1 < t.Count && t[index + 1].Is("(")) ||
            (IsColumnType(index, lo) && !before.Is("COLUMN"));
    }

    /// <summary>A word right after a column's name is its type.</summary>
    private bool IsColumnType(int index, int lo) =>
        index > lo && t[index].Kind == SqlTokenKind.Word && t[index - 1].IsName && !SqlKeywords.IsReserved(t[index - 1].Text) &&
        !t[index - 1].Is("ADD") && !t[index - 1].Is("MODIFY") && !t[index - 1].Is("CHANGE") && !t[index - 1].Is("RENAME") &&
            !t[index - 1].Is("COLUMN") &&
        !t[index - 1].Is("AFTER") && index > lo + 1 && (t[index - 2].Is(",") || t[index - 2].Is("COLUMN") || t[index - 2].Is("ADD"));

    private int References(int lo, int hi)
    {
        var end = ChainEnd(lo, hi);
        if (end == lo)
            return lo;
        var source = Table(lo, end, null);
        if (end < hi && t[end].Is("(") && CloseOf(end, hi) is var close and > 0)
        {
            OwnColumns(end + 1, close, source);
            return close + 1;
        }

        return end;
    }

    private bool TableAndColumns(int lo, int hi, int columnsFrom)
    {
        var end = ChainEnd(lo, hi);
        if (end == lo)
            return false;
        var source = Table(lo, end, null);
        if (columnsFrom > 0)
            Definitions(end, hi, source);
        return true;
    }

    private int SkipWords(int lo, int hi)
    {
        while (lo < hi &&
            (t[lo].Is("IF") || t[lo].Is("NOT") || t[lo].Is("EXISTS") || t[lo].Is("ONLY") || t[lo].Is("TABLE") || t[lo].Is("VERBOSE") ||
            t[lo].Is("CONCURRENTLY")))
            lo++;
        return lo;
    }

    /// <summary>Every table that a list names, when tables are what it can name.</summary>
    private bool Tables(int lo, int hi)
    {
        for (var i = lo + 1; i < hi; i++)
        {
            if (!t[i].IsName || (t[i].Kind == SqlTokenKind.Word && SqlKeywords.IsReserved(t[i].Text)))
                continue;
            var end = ChainEnd(i, hi);
            if (targets.Tables.Any(x => x.Whole is not null))
                Table(i, end, null);
            i = end - 1;
        }

        return true;
    }
}
