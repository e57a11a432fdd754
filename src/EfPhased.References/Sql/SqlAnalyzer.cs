namespace EfPhased.References.Sql;

/// <summary>
/// Finds where SQL names a target. It knows where names stand in statements and what they can mean there, no more: it accepts much that
/// a server would not, and drops to <see cref="Confidence.Possible"/> where the text does not look like a statement.
/// </summary>
internal sealed partial class SqlAnalyzer
{
    private readonly SqlTargets targets;
    private readonly IReadOnlyList<SqlToken> t;
    private readonly int[] close;
    private readonly List<SqlMatch> matches = [];
    private readonly Dictionary<string, SqlSource> triggerFunctions;
    private SqlSource? rowTable;
    private bool wellFormed = true;

    private SqlAnalyzer(SqlTargets targets, IReadOnlyList<SqlToken> tokens, Dictionary<string, SqlSource> triggerFunctions)
    {
        this.targets = targets;
        this.triggerFunctions = triggerFunctions;
        t = tokens;
        close = MatchParentheses(tokens);
    }

    /// <summary>Finds the targets in a text of one or more statements.</summary>
    public static IReadOnlyList<SqlMatch> Analyze(string text, SqlTargets targets)
    {
        var tokens = SqlTokenizer.Tokenize(text, targets.Flavor);
        return Analyze(tokens, targets, SqlTriggers.Find(tokens, targets));
    }

    /// <summary>Finds the targets in an expression that belongs to a table: a check, a filter, a computed column.</summary>
    public static IReadOnlyList<SqlMatch> AnalyzeExpression(string text, TargetTable table, SqlTargets targets)
    {
        var analyzer = new SqlAnalyzer(targets, SqlTokenizer.Tokenize(text, targets.Flavor), []);
        var scope = new SqlScope(null);
        scope.Sources.Add(new SqlSource(SqlSourceKind.Table, null, table));
        analyzer.WalkExpression(0, analyzer.t.Count, scope);
        return analyzer.Finish(0, analyzer.t.Count, 0);
    }

    /// <summary>Whether a text starts like a statement, so that it may be one although nothing says so.</summary>
    public static bool StartsStatement(string text, SqlTargets targets)
    {
        var tokens = SqlTokenizer.Tokenize(text, targets.Flavor);
        var first = tokens.FirstOrDefault(t => !t.Is("(") && !t.Is(";") && t.Kind != SqlTokenKind.Hole);
        return first.Kind == SqlTokenKind.Word && SqlKeywords.StartsStatement(first.Text);
    }

    private static List<SqlMatch> Analyze(IReadOnlyList<SqlToken> tokens, SqlTargets targets, Dictionary<string,
        SqlSource> triggerFunctions, SqlSource? rowTable = null)
    {
        var analyzer = new SqlAnalyzer(targets, tokens, triggerFunctions) { rowTable = rowTable };
        analyzer.Pieces();
        return analyzer.matches;
    }

    /// <summary>A semicolon ends a piece wherever it stands, so that one broken statement does not hide the next.</summary>
    private void Pieces()
    {
        var start = 0;
        for (var i = 0; i <= t.Count; i++)
        {
            var delimiter = i < t.Count && t[i].Kind == SqlTokenKind.Delimiter;
            if (i < t.Count && !delimiter && !(t[i].Kind == SqlTokenKind.Symbol && t[i].Text == ";"))
                continue;
            if (start < i)
            {
                var found = matches.Count;
                wellFormed = true;
                Statement(start, i);
                Finish(start, i, found);
            }

            start = i + 1;
            if (delimiter)
                rowTable = null;
        }
    }

    private List<SqlMatch> Finish(int lo, int hi, int from)
    {
        for (var i = from; i < matches.Count; i++)
        {
            var match = matches[i];
            if (match.StatementEnd == 0)
                match = match with { StatementStart = t[lo].Start, StatementEnd = t[hi - 1].End };
            matches[i] = wellFormed ? match : match with { Confidence = Confidence.Possible };
        }

        return matches;
    }

    /// <summary>One statement, or the next part of a procedural body.</summary>
    private void Statement(int lo, int hi)
    {
        while (lo < hi)
        {
            var token = t[lo];
            if (token.Kind is SqlTokenKind.Hole or SqlTokenKind.Parameter || token.Is("("))
            {
                lo++;
                continue;
            }

            if (token.Kind == SqlTokenKind.Body)
            {
                Body(lo, rowTable);
                return;
            }

            if (token.Kind == SqlTokenKind.Quoted || token.Kind != SqlTokenKind.Word)
            {
                if (!Assignment(lo, hi))
                    wellFormed = false;
                return;
            }

            switch (token.Text.ToUpperInvariant())
            {
                case "SELECT" or "VALUES" or "WITH" or "PERFORM":
                    WithOrQuery(lo, hi);
                    return;
                case "INSERT" or "REPLACE":
                    Insert(lo, hi, new SqlScope(null));
                    return;
                case "UPDATE":
                    Update(lo, hi, new SqlScope(null));
                    return;
                case "DELETE":
                    Delete(lo, hi, new SqlScope(null));
                    return;
                case "MERGE":
                    Merge(lo, hi, new SqlScope(null));
                    return;
                case "TABLE":
                    Tables(lo, hi);
                    return;
                case "IF" or "ELSIF" or "ELSEIF" or "WHILE" or "WHEN" or "UNTIL":
                    lo = Condition(lo + 1, hi);
                    break;
                case "FOR":
                    lo = ForLoop(lo, hi);
                    break;
                case "BEGIN" or "THEN" or "ELSE" or "LOOP" or "ATOMIC" or "ANALYZE" or "VERBOSE" or "QUERY" or "CASE" or "REPEAT":
                    lo++;
                    break;
                case "EXPLAIN":
                    lo++;
                    if (lo < hi && t[lo].Is("("))
                        lo = Skip(lo, hi);
                    break;
                case "RETURN" or "RAISE" or "CALL" or "EXEC" or "SIGNAL" or "END":
                    lo = Expression(lo + 1, hi);
                    break;
                case "DECLARE":
                    lo = Declaration(lo + 1, hi);
                    break;
                case "EXECUTE" or "PREPARE" or "OPEN":
                    Dynamic(lo, hi);
                    return;
                default:
                    if (!Definition(lo, hi) && !Assignment(lo, hi))
                        wellFormed = false;
                    return;
            }
        }
    }

    private void Body(int index, SqlSource? row)
    {
        var body = t[index];
        Nested(body.Text, body.Start, row);
    }

    /// <summary>SQL inside SQL: a function's body, or the text of a dynamic statement.</summary>
    private void Nested(string text, int offset, SqlSource? row)
    {
        foreach (var match in Analyze(SqlTokenizer.Tokenize(text, targets.Flavor), targets, triggerFunctions, row))
        {
            matches.Add(match with
            {
                Start = match.Start + offset,
                StatementStart = match.StatementStart + offset,
                StatementEnd = match.StatementEnd + offset,
            });
        }
    }

    private void Report(int index, ReferenceTarget target, ReferenceKind kind, Confidence confidence) =>
        matches.Add(new SqlMatch(target, kind, confidence, t[index].Start, t[index].Length, 0, 0));

    private static int[] MatchParentheses(IReadOnlyList<SqlToken> tokens)
    {
        var close = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            close[i] = -1;
            if (tokens[i].Kind != SqlTokenKind.Symbol)
                continue;
            if (tokens[i].Text == "(")
                open.Push(i);
            else if (tokens[i].Text == ")" && open.Count > 0)
                close[open.Pop()] = i;
            else if (tokens[i].Text == ";")
                open.Clear();
        }

        return close;
    }
}
