using System.Text;
using EfPhased.Design.Emit.Scripts;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// A psql script that only reads: which migrations are applied, and which rows are left to fill.
/// </summary>
internal sealed class PostgreSqlVerification(RunServices services, HistorySql history)
{
    private readonly RunnerSql _sql = services.Sql;

    public string Write(PhasedChange change)
    {
        var text = new StringBuilder();
        text.Append($"-- Where '{change.Name.ReplaceLineEndings(" ")}' stands. Reads only.\n");
        text.Append("-- Run: psql --no-psqlrc --quiet --dbname=\"$DATABASE\" --file=verify.sql\n\n");
        text.Append("\\set ON_ERROR_STOP on\nSET client_encoding = 'UTF8';\nSET default_transaction_read_only = on;\n\n");
        If(text, "history", HistoryExists, () => Applied(text, change), "no migration is applied");
        If(text, "journal", _sql.Catalog.TableExists(RunnerSql.JournalTable, _sql.Schema), () => Steps(text, change), "no step has begun");
        foreach (var backfill in change.Migrations.SelectMany(m => m.Create().UpOperations).OfType<BackfillOperation>())
            Left(text, backfill);
        return text.Append("RESET default_transaction_read_only;\n").ToString();
    }

    // The table's name may be the user's, so the question is put to the parser.
    private string HistoryExists
        => $"SELECT to_regclass({_sql.Writer.Literal(history.Table)}) IS NOT NULL";

    private void Applied(StringBuilder text, PhasedChange change)
    {
        var rows = change.Migrations.Select(m => $"({_sql.Writer.Literal(m.Id)}, '{m.Phase!.Value.ToString().ToLowerInvariant()}')");
        text.Append("SELECT migration, phase, ").Append(history.IsApplied("change.migration")).Append(" AS applied\n    FROM (VALUES ")
            .Append(string.Join(",\n        ", rows)).Append(") AS change (migration, phase) ORDER BY migration;\n");
    }

    private void Steps(StringBuilder text, PhasedChange change)
    {
        var ids = string.Join(", ", change.Migrations.Select(m => _sql.Writer.Literal(m.Id)));
        text.Append($"SELECT migration_id AS migration, direction, step, operation, state, attempts, finished_at FROM {_sql.Journal}\n")
            .Append($"    WHERE migration_id IN ({ids}) AND state <> 'reverted' ORDER BY migration_id, direction DESC, step;\n");
    }

    private void Left(StringBuilder text, BackfillOperation backfill)
    {
        var columns = backfill.Values.SelectMany(v => ColumnTemplate.Columns(v.Value).Append(v.Column)).Distinct();
        var exist = "SELECT " + string.Join(" AND ", columns.Select(c => $"({_sql.Catalog.ColumnExists(backfill.Table, backfill.Schema, c)})")
            .Concat(backfill.Values.Select(v => v.Rows).OfType<MovedRows>().Select(r => $"({_sql.Catalog.PartExists(r)})")));
        var name = _sql.Writer.Literal(backfill.Table);
        If(
            text, "columns", exist,
            () => text.Append($"SELECT {name} AS \"table\", count(*) AS rows_left_to_fill FROM {_sql.Writer.Table(backfill.Table, backfill.Schema)} AS {StatementSql.Own}\n")
                .Append($"    WHERE {_sql.Writer.AnyNeedsFilling(backfill.Values)};\n"),
            $"{backfill.Table}: the old and the new columns are not both there, so there is nothing to compare");
    }

    private static void If(StringBuilder text, string name, string query, Action then, string otherwise)
    {
        text.Append($"SELECT ({query}) AS efphased_{name} \\gset\n\\if :efphased_{name}\n");
        then();
        text.Append($"\\else\n\\echo {PostgreSqlText.ClientArgument(otherwise.ReplaceLineEndings(" "))}\n\\endif\n\n");
    }
}
