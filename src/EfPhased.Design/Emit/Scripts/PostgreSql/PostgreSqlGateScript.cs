using System.Text;
using EfPhased.Design.Emit.Scripts;
using EfPhased.Dialects;
using EfPhased.Dialects.PostgreSql;
using EfPhased.Gates;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// The gate's order, data and database-object conditions as a block that lists all that remains.
/// </summary>
internal sealed class PostgreSqlGateScript(RunServices services)
{
    private readonly RunnerSql _sql = services.Sql;

    public string Write(MigrationEntry entry, GateOperation gate)
    {
        var text = new StringBuilder("DO ");
        var block = new StringBuilder();
        block.Append("DECLARE\n    remains text[] := '{}';\n    differing bigint;\nBEGIN\n");
        Order(block, entry, gate);
        Data(block, gate);
        Objects(block, gate, entry.Create().UpOperations);
        var head = Literal($"EFP3001: '{gate.Change}' cannot contract yet. What remains:");
        block.Append($"    IF cardinality(remains) > 0 THEN\n        RAISE EXCEPTION USING MESSAGE = {head} || E'\\n  ' || array_to_string(remains, E'\\n  ');\n    END IF;\nEND");
        return text.Append(DollarQuotes.Around(block.Append('\n').ToString(), "gate")).Append(';').ToString();
    }

    private void Order(StringBuilder block, MigrationEntry entry, GateOperation gate)
    {
        var before = services.Change(entry.Change!).Migrations.Where(m => m.Phase != Phase.Contract).ToList();
        var required = before.Select(m => m.Id).Union(gate.Requires, StringComparer.OrdinalIgnoreCase);
        block.Append("    -- order\n");
        Add(block,
            $"SELECT format('order: %L is not applied', id) FROM unnest(ARRAY[{string.Join(", ", required.Select(Literal))}]::text[]) AS id "
            + "WHERE NOT pg_temp.efphased_applied(id)");
        Add(block,
            $"SELECT format('order: the backfill of %L is %s, not verified', table_name, state) FROM {_sql.Backfills} "
            + $"WHERE change_name = {Literal(gate.Change)} AND migration_id <> {Literal(entry.Id)} AND state <> 'verified'");
        foreach (var validate in before.SelectMany(m => m.Create().UpOperations).OfType<ValidateConstraintOperation>())
        {
            Add(block,
                $"SELECT {Literal($"order: constraint '{validate.Name}' of '{validate.Table}' is not validated")} "
                + $"WHERE ({_sql.Catalog.ConstraintIsValid(validate.Table, validate.Schema, validate.Name)}) IS FALSE");
        }
    }

    // Before expand there is no new column to compare with.
    private void Data(StringBuilder block, GateOperation gate)
    {
        if (gate.Agreements.Count == 0)
            return;
        block.Append("    -- data\n    IF cardinality(remains) = 0 THEN\n");
        foreach (var agreement in gate.Agreements)
        {
            var columns = string.Join(", ", agreement.Values.Select(v => v.Column));
            block.Append($"        SELECT count(*) INTO differing FROM {_sql.Writer.Table(agreement.Table, agreement.Schema)} WHERE {_sql.Writer.AnyNeedsFilling(agreement.Values)};\n");
            block.Append("        IF differing > 0 THEN\n            remains := remains || ('data: ' || differing || ")
                .Append(Literal($" rows of '{agreement.Table}' differ ({columns})")).Append(");\n        END IF;\n");
        }

        block.Append("    END IF;\n");
    }

    private void Objects(StringBuilder block, GateOperation gate, IReadOnlyList<MigrationOperation> operations)
    {
        if (gate.Removes.Count == 0)
            return;
        var dropped = Array(DatabaseObjectsCondition.DroppedNames(operations));
        var droppedTables = Array(gate.Removes.Where(r => r.Column is null).Select(r => r.Table));
        block.Append("    -- database objects that use what goes\n");
        foreach (var removed in gate.Removes)
        {
            var what = removed.Column is null ? $"table '{removed.Table}'" : $"column '{removed.Table}.{removed.Column}'";
            Add(block,
                $"SELECT concat('database objects: ', uses.kind, ' ', uses.name, ' on ' || uses.owner, {Literal($" uses {what}")}) FROM (\n"
                + $"{_sql.Dependencies.Known(removed)}) AS uses (kind, name, owner)\n"
                + $"WHERE replace(uses.name, '\"', '') <> ALL ({dropped}) AND (uses.owner IS NULL OR replace(uses.owner, '\"', '') <> ALL ({droppedTables}))");
            Add(block,
                $"SELECT concat('database objects: ', texts.kind, ' ', texts.name, {Literal($" mentions {what}")}) FROM (\n"
                + $"{_sql.Dependencies.Texts(removed)}) AS texts (kind, name, body, attached)\n"
                + $"WHERE replace(texts.name, '\"', '') <> ALL ({dropped}) AND {Mentions(removed)}");
        }
    }

    private string Mentions(RemovedObject removed)
    {
        string Has(string name) => $"texts.body ~* {Literal(WordPattern.Of(name))}";
        return removed.Column is null ? Has(removed.Table) : $"{Has(removed.Column)} AND (texts.attached = 1 OR {Has(removed.Table)})";
    }

    private static void Add(StringBuilder block, string query)
        => block.Append($"    remains := remains || ARRAY({query});\n");

    private string Array(IEnumerable<string> names) => $"ARRAY[{string.Join(", ", names.Select(Literal))}]::text[]";

    private string Literal(string text) => _sql.Writer.Literal(text);
}
