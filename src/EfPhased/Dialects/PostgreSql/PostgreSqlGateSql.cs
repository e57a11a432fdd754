using System.Text;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The gate as one block that raises with the whole list.
/// </summary>
internal sealed class PostgreSqlGateSql(RunnerSql sql) : GateSql(sql)
{
    public override IReadOnlyList<SqlStatement> Write(GateSubject subject)
        => [new("DO " + DollarQuotes.Around(Block(subject), "gate"))];

    protected override IEnumerable<string> Objects(RemovedObject removed, GateSubject subject)
    {
        var drops = new ContractDrops(subject.Contract);
        var what = removed.Column is null ? $"table '{removed.Table}'" : $"column '{removed.Table}.{removed.Column}'";
        yield return
            $"SELECT concat('database objects: ', uses.kind, ' ', uses.name, ' on ' || uses.owner, {Literal($" uses {what}: ")}, uses.consequence, '; see ', uses.show) FROM (\n"
            + $"{Sql.Dependencies.Known(removed, drops)}) AS uses (kind, name, owner, consequence, show)";
        yield return
            $"SELECT concat('database objects: ', texts.kind, ' ', texts.name, {Literal($" names {what}: ")}, texts.consequence, '; see ', texts.show) FROM (\n"
            + $"{Sql.Dependencies.Texts(removed, drops)}) AS texts{Sql.Dependencies.TextColumns}\n"
            + $"WHERE {Sql.Dependencies.Mentions(removed, "texts.body", "texts.traits")}";
    }

    private string Block(GateSubject subject)
    {
        var block = new StringBuilder("DECLARE\n    remains text[] := '{}';\nBEGIN\n");
        var condition = "";
        foreach (var question in Questions(subject))
        {
            if (question.Condition != condition)
                block.Append($"    -- {condition = question.Condition}\n");
            var ask = $"remains := remains || ARRAY({question.Query});";
            block.Append(question.NeedsOrder ? $"    IF array_to_string(remains, ' ') !~ '(^| )order: ' THEN\n        {ask}\n    END IF;\n" : $"    {ask}\n");
        }

        var head = Literal($"EFP3001: '{subject.Operation.Change}' cannot contract yet. What remains:");
        return block.Append(
            $"""
                IF cardinality(remains) > 0 THEN
                    RAISE EXCEPTION USING MESSAGE = {head} || E'\n  ' || array_to_string(remains, E'\n  ');
                END IF;
            END

            """.ReplaceLineEndings("\n")).ToString();
    }
}
