using System.Text;
using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// The gate as queries that fail, or as the body of a procedure that lists all that remains first.
/// </summary>
internal sealed class MySqlGateSql(RunnerSql sql) : GateSql(sql)
{
    // Outside a stored program there is no SIGNAL. A scalar subquery with two rows is an error everywhere, and none is none.
    public override IReadOnlyList<SqlStatement> Write(GateSubject subject) =>
    [
        .. Questions(subject).Select(q => new SqlStatement(
            $"SELECT (SELECT {Literal($"EFP3001: '{subject.Operation.Change}' cannot contract yet ({q.Condition})")} "
            + $"FROM (SELECT 1 UNION ALL SELECT 2) AS stop WHERE EXISTS (\n{q.Query})) AS efphased")),
    ];

    /// <summary>The body of a procedure without arguments.</summary>
    /// <param name="subject">What the gate is about.</param>
    /// <param name="attempts">How often the catalog is asked while others change what is in it.</param>
    /// <param name="require">The statement that stops with a text unless a condition holds.</param>
    public string WriteBody(GateSubject subject, int attempts, Func<string, string, string> require)
    {
        var text = new StringBuilder();
        text.Append("    BEGIN\n    -- 1684: the catalog leaves out a table whose definition somebody is changing. It is asked again a moment later.\n");
        text.Append("    DECLARE efphased_attempt int DEFAULT 0;\n    DECLARE efphased_skipped boolean DEFAULT FALSE;\n");
        text.Append("    DECLARE CONTINUE HANDLER FOR 1684 SET efphased_skipped = TRUE;\n");
        text.Append("    CREATE OR REPLACE TEMPORARY TABLE efphased_remains (remains text CHARACTER SET utf8mb4) CHARACTER SET utf8mb4;\n");
        var condition = "";
        foreach (var question in Questions(subject))
        {
            if (question.Condition != condition)
                text.Append($"    -- {condition = question.Condition}\n");
            var ask = $"INSERT INTO efphased_remains {question.Query};";
            text.Append(question.NeedsOrder
                ? $"    IF NOT EXISTS (SELECT 1 FROM efphased_remains WHERE remains LIKE 'order: %') THEN\n        {ask}\n    END IF;\n"
                : question.Query.Contains("information_schema", StringComparison.Ordinal)
                ? UntilWhole(ask, attempts, require)
                : $"    {ask}\n");
        }

        text.Append("    IF EXISTS (SELECT 1 FROM efphased_remains) THEN\n        SELECT DISTINCT remains FROM efphased_remains;\n    END IF;\n");
        var head = Literal($"EFP3001: '{subject.Operation.Change}' cannot contract yet. What remains: ");
        text.Append("    ").Append(require(
            "NOT EXISTS (SELECT 1 FROM efphased_remains)", $"CONCAT({head}, (SELECT GROUP_CONCAT(DISTINCT remains SEPARATOR '; ') FROM efphased_remains))"));
        return text.Append("\n    DROP TEMPORARY TABLE efphased_remains;\n    END;\n").ToString();
    }

    private string UntilWhole(string ask, int attempts, Func<string, string, string> require)
    {
        var often = FormattableString.Invariant($"efphased_attempt < {attempts}");
        var message = Literal("EFP2002: the catalog could not be read as a whole, because others keep changing tables. Let them end, then run the same script again.");
        return "    SET efphased_attempt = 0;\n    REPEAT\n        SET efphased_attempt = efphased_attempt + 1, efphased_skipped = FALSE;\n"
            + $"        {ask}\n        IF efphased_skipped THEN\n            {require(often, message)}\n"
            + "            DO SLEEP(LEAST(0.1 * POW(1.3, efphased_attempt - 1), 5));\n        END IF;\n    UNTIL NOT efphased_skipped END REPEAT;\n";
    }

    protected override string Literal(string text)
        => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";

    protected override IEnumerable<string> Objects(RemovedObject removed, GateSubject subject)
    {
        var drops = new ContractDrops(subject.Contract);
        var what = removed.Column is null ? $"table '{removed.Table}'" : $"column '{removed.Table}.{removed.Column}'";
        string Line(string verb) => "SELECT CONCAT('database objects: ', kind, ' ', name, COALESCE(CONCAT(' on ', owner), ''), "
            + $"{Literal($" {verb} {what}: ")}, consequence, '; see ', shown) FROM (\n";

        // The first row names the columns.
        yield return Line("uses") + "SELECT NULL AS kind, NULL AS name, NULL AS owner, NULL AS consequence, NULL AS shown\n"
            + $"UNION ALL SELECT * FROM (\n{Sql.Dependencies.Known(removed, drops)}) AS found) AS uses\nWHERE name IS NOT NULL";
        yield return Line("names") + $"{Sql.Dependencies.Texts(removed, drops)}) AS texts\nWHERE {Sql.Dependencies.Mentions(removed, "body", "traits")}";
    }
}
