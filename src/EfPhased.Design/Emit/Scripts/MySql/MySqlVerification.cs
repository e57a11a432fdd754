using System.Text;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// A script for the mariadb client that only reads: which migrations are applied, and which rows are left to fill.
/// </summary>
internal sealed class MySqlVerification(RunServices services, HistorySql history)
{
    private readonly RunnerSql _sql = services.Sql;

    public string Write(PhasedChange change, string command)
    {
        var text = new StringBuilder();
        text.Append($"-- Where '{change.Name.ReplaceLineEndings(" ")}' stands. Reads only.\n-- Run: {command}\n\n");
        text.Append("SET NAMES utf8mb4;\nSET SESSION TRANSACTION READ ONLY;\n\n");
        foreach (var entry in change.Migrations)
        {
            var id = MySqlText.Literal(entry.Id);
            If(
                text, HistoryExists,
                $"SELECT {id} AS migration, '{entry.Phase!.Value.ToString().ToLowerInvariant()}' AS phase, {history.IsApplied(id)} AS applied",
                $"{entry.Id}: no migration is applied");
        }

        var ids = string.Join(", ", change.Migrations.Select(m => MySqlText.Literal(m.Id)));
        If(
            text, _sql.Catalog.TableExists(RunnerSql.JournalTable, _sql.Schema),
            $"SELECT migration_id AS migration, direction, step, operation, state, attempts, finished_at FROM {_sql.Journal}\n"
            + $"    WHERE migration_id IN ({ids}) AND state <> 'reverted' ORDER BY migration_id, direction DESC, step",
            "no step has begun");
        foreach (var backfill in change.Migrations.SelectMany(m => m.Create().UpOperations).OfType<BackfillOperation>())
            Left(text, backfill);
        return text.ToString();
    }

    private string HistoryExists => _sql.Catalog.TableExists(history.Name, _sql.Schema);

    private void Left(StringBuilder text, BackfillOperation backfill)
    {
        var columns = backfill.Values.SelectMany(v => ColumnTemplate.Columns(v.Value).Append(v.Column)).Distinct();
        If(
            text, "SELECT " + string.Join(" AND ", columns.Select(c => $"({_sql.Catalog.ColumnExists(backfill.Table, backfill.Schema, c)})")
                .Concat(backfill.Values.Select(v => v.Rows).OfType<MovedRows>().Select(r => $"({_sql.Catalog.PartExists(r)})"))),
            $"SELECT {MySqlText.Literal(backfill.Table)} AS `table`, COUNT(*) AS rows_left_to_fill FROM {_sql.Writer.Table(backfill.Table, backfill.Schema)} AS {StatementSql.Own}\n"
            + $"    WHERE {_sql.Writer.AnyNeedsFilling(backfill.Values)}",
            $"{backfill.Table}: the old and the new columns are not both there, so there is nothing to compare");
    }

    private static void If(StringBuilder text, string query, string then, string otherwise)
        => text.Append($"SET @efphased_sql = IF(({query}), {MySqlText.Literal(then)},\n    {MySqlText.Literal($"SELECT {MySqlText.Literal(otherwise)} AS `note`")});\n")
            .Append("PREPARE efphased FROM @efphased_sql;\nEXECUTE efphased;\nDEALLOCATE PREPARE efphased;\n\n");
}
