using System.Text;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// The gate's order, data and database-object conditions as a procedure that lists all that remains and then stops.
/// </summary>
internal sealed class MySqlGateScript(RunServices services, ScriptHistory history)
{
    private readonly RunnerSql _sql = services.Sql;

    public string Write(MigrationEntry entry, GateOperation gate)
    {
        var text = new StringBuilder();
        text.Append("CREATE PROCEDURE efphased_statement()\nBEGIN\n");
        text.Append("    CREATE OR REPLACE TEMPORARY TABLE efphased_remains (remains text CHARACTER SET utf8mb4) CHARACTER SET utf8mb4;\n");
        Order(text, entry, gate);
        Data(text, gate);
        Objects(text, gate, entry.Create().UpOperations);
        text.Append("    IF EXISTS (SELECT 1 FROM efphased_remains) THEN\n        SELECT remains FROM efphased_remains;\n    END IF;\n");
        text.Append("    CALL efphased_require(NOT EXISTS (SELECT 1 FROM efphased_remains), CONCAT(")
            .Append(MySqlText.Literal($"EFP3001: '{gate.Change}' cannot contract yet. What remains: "))
            .Append(", (SELECT GROUP_CONCAT(remains SEPARATOR '; ') FROM efphased_remains)));\n");
        text.Append("    DROP TEMPORARY TABLE efphased_remains;\nEND");
        return text.ToString();
    }

    private void Order(StringBuilder text, MigrationEntry entry, GateOperation gate)
    {
        var before = services.Change(entry.Change!).Migrations.Where(m => m.Phase != Phase.Contract).ToList();
        text.Append("    -- order\n");
        foreach (var id in before.Select(m => m.Id).Union(gate.Requires, StringComparer.OrdinalIgnoreCase))
            Add(text, $"SELECT {Literal($"order: '{id}' is not applied")} FROM DUAL WHERE NOT {history.IsApplied(Literal(id))}");
        Add(text,
            $"SELECT CONCAT('order: the backfill of ''', table_name, ''' is ', state, ', not verified') FROM {_sql.Backfills} "
            + $"WHERE change_name = {Literal(gate.Change)} AND migration_id <> {Literal(entry.Id)} AND state <> 'verified'");
    }

    // Before expand there is no new column to compare with.
    private void Data(StringBuilder text, GateOperation gate)
    {
        if (gate.Agreements.Count == 0)
            return;
        text.Append("    -- data\n    IF NOT EXISTS (SELECT 1 FROM efphased_remains) THEN\n");
        foreach (var agreement in gate.Agreements)
        {
            var columns = string.Join(", ", agreement.Values.Select(v => v.Column));
            Add(text,
                $"SELECT CONCAT('data: ', differing, {Literal($" rows of '{agreement.Table}' differ ({columns})")}) FROM "
                + $"(SELECT COUNT(*) AS differing FROM {_sql.Writer.Table(agreement.Table, agreement.Schema)} "
                + $"WHERE {_sql.Writer.AnyNeedsFilling(agreement.Values)}) AS counted WHERE differing > 0");
        }

        text.Append("    END IF;\n");
    }

    private void Objects(StringBuilder text, GateOperation gate, IReadOnlyList<MigrationOperation> operations)
    {
        if (gate.Removes.Count == 0)
            return;
        var dropped = List(DatabaseObjectsCondition.DroppedNames(operations));
        var droppedTables = List(gate.Removes.Where(r => r.Column is null).Select(r => r.Table));
        text.Append("    -- database objects that use what goes\n");
        foreach (var removed in gate.Removes)
        {
            var what = removed.Column is null ? $"table '{removed.Table}'" : $"column '{removed.Table}.{removed.Column}'";

            // The first row names the columns.
            Add(text,
                $"SELECT CONCAT('database objects: ', kind, ' ', name, COALESCE(CONCAT(' on ', owner), ''), {Literal($" uses {what}")}) FROM (\n"
                + $"SELECT NULL AS kind, NULL AS name, NULL AS owner\nUNION ALL SELECT * FROM (\n{_sql.Dependencies.Known(removed)}) AS found) AS uses\n"
                + $"WHERE name IS NOT NULL AND BINARY REPLACE(name, '\"', '') NOT IN ({dropped}) "
                + $"AND (owner IS NULL OR BINARY REPLACE(owner, '\"', '') NOT IN ({droppedTables}))");
            Add(text,
                $"SELECT CONCAT('database objects: ', kind, ' ', name, {Literal($" mentions {what}")}) FROM (\n"
                + "SELECT NULL AS kind, NULL AS name, NULL AS body, NULL AS attached\n"
                + $"UNION ALL SELECT * FROM (\n{_sql.Dependencies.Texts(removed)}) AS found) AS texts\n"
                + $"WHERE name IS NOT NULL AND name NOT LIKE 'efphased\\_%' AND BINARY REPLACE(name, '\"', '') NOT IN ({dropped}) AND {Mentions(removed)}");
        }
    }

    private static string Mentions(RemovedObject removed)
    {
        string Has(string name) => $"body REGEXP {MySqlText.Literal("(?i)" + WordPattern.Of(name))}";
        return removed.Column is null ? Has(removed.Table) : $"{Has(removed.Column)} AND (attached = 1 OR {Has(removed.Table)})";
    }

    private static void Add(StringBuilder text, string query) => text.Append($"    INSERT INTO efphased_remains {query};\n");

    // Never an empty list, which SQL does not know.
    private static string List(IEnumerable<string> names)
        => string.Join(", ", names.DefaultIfEmpty("").Select(n => "BINARY " + MySqlText.Literal(n)));

    private static string Literal(string text) => MySqlText.Literal(text);
}
