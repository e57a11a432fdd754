using System.Text;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// A backfill as a procedure that commits its cursor with each chunk, goes on from there, and counts at the end what is left. Keys are
/// read from the cursor's text as a run reads them.
/// </summary>
internal sealed class MySqlBackfillScript(RunnerSql sql, ScriptSection section, Step step, BackfillOperation operation, IReadOnlyList<KeyColumn> key, int attempts)
{
    private const int ChunkRows = 500;

    private readonly string _where = FormattableString.Invariant($"migration_id = {sql.Writer.Literal(section.Entry.Id)} AND step = {step.Number}");

    public string Write()
    {
        var text = new StringBuilder();
        text.Append(MySqlHelpers.Drop("efphased_backfill"));
        text.Append(MySqlText.Delimited(Procedure()));
        return text.Append("CALL efphased_backfill();\nCALL efphased_end();\n").ToString();
    }

    private string Procedure()
    {
        var writer = sql.Writer;
        var table = writer.Table(operation.Table, operation.Schema);
        var keyText = sql.Backfill.KeyText(key);
        var order = string.Join(", ", operation.Key.Select(k => $"{writer.Column(k)} DESC"));
        return
            $"""
            CREATE PROCEDURE efphased_backfill()
            efphased: BEGIN
                DECLARE efphased_last text CHARACTER SET utf8mb4;
                DECLARE efphased_upto text CHARACTER SET utf8mb4;
                DECLARE efphased_final text CHARACTER SET utf8mb4;
                DECLARE efphased_passed bigint;
                DECLARE efphased_differing bigint;
                DECLARE efphased_failures int DEFAULT 0;
                DECLARE efphased_failed boolean DEFAULT FALSE;
                DECLARE CONTINUE HANDLER FOR 1205, 1213 SET efphased_failed = TRUE;
                IF NOT @efphased_due THEN
                    LEAVE efphased;
                END IF;

                -- A fill that found rows left begins anew; an interrupted one goes on after its last chunk.
                DELETE FROM {sql.Backfills} WHERE {_where} AND (step_hash <> '{step.Hash}' OR state = 'filled');
                INSERT IGNORE INTO {sql.Backfills} (migration_id, step, step_hash, change_name, table_name, desired_state, state, end_key, rows_done,
                        rows_total, started_at, updated_at)
                    SELECT {writer.Literal(section.Entry.Id)}, {step.Number}, '{step.Hash}', {writer.Literal(operation.Change)}, {writer.Literal(operation.Table)}, 'run', 'running',
                        (SELECT {keyText} FROM {table} ORDER BY {order} LIMIT 1), 0,
                        ({sql.Catalog.EstimatedRows(operation.Table, operation.Schema)}), {sql.Now}, {sql.Now};
                SELECT last_key, end_key INTO efphased_last, efphased_final FROM {sql.Backfills} WHERE {_where};
                SET SESSION innodb_lock_wait_timeout = {(long)sql.RowLockTimeout.TotalSeconds};

                WHILE efphased_final IS NOT NULL AND NOT (efphased_last <=> efphased_final) DO
                    SET efphased_failed = FALSE, efphased_upto = NULL, efphased_passed = {ChunkRows};
                    {Keys('a', "efphased_last")}
                    {Keys('z', "efphased_final")}
                    START TRANSACTION;
                    IF efphased_last IS NULL THEN
            {Chunk(first: true)}        ELSE
            {Chunk(first: false)}        END IF;
                    UPDATE {sql.Backfills} SET state = 'running', last_key = efphased_upto, rows_done = rows_done + efphased_passed, updated_at = {sql.Now} WHERE {_where};
                    IF efphased_failed THEN
                        ROLLBACK;
                        SET efphased_failures = efphased_failures + 1;
                        CALL efphased_require(efphased_failures < {attempts}, {MySqlText.Literal($"EFP2019: other sessions keep rows of '{operation.Table}' locked. Run the same script again when they have ended.")});
                        DO SLEEP(LEAST(0.05 * efphased_failures, 1) * (0.75 + RAND() / 2));
                    ELSE
                        COMMIT;
                        SET efphased_last = efphased_upto, efphased_failures = 0;
                    END IF;
                END WHILE;

                UPDATE {sql.Backfills} SET state = 'filled', finished_at = {sql.Now}, updated_at = {sql.Now} WHERE {_where} AND state <> 'verified';
                SET efphased_differing = (SELECT COUNT(*) FROM {table} WHERE {writer.AnyNeedsFilling(operation.Values)});
                UPDATE {sql.Backfills} SET state = IF(efphased_differing = 0, 'verified', 'filled'), rows_differing = efphased_differing,
                    verified_at = IF(efphased_differing = 0, {sql.Now}, NULL), updated_at = {sql.Now} WHERE {_where};
                CALL efphased_require(efphased_differing = 0, CONCAT('EFP2007: ', efphased_differing,
                    {MySqlText.Literal($" rows of '{operation.Table}' still differ between the old and the new shape. Correct them, then run the same script again.")}));
            END
            """;
    }

    private string Chunk(bool first)
    {
        var toEnd = sql.Backfill.Range(key, after: !first, upTo: true);
        var (table, schema) = (operation.Table, operation.Schema);
        return
            $"""
                        SET efphased_upto = ({sql.Backfill.EndOfChunk(table, schema, key, after: !first, upTo: true, ChunkRows)});
                        IF efphased_upto IS NULL THEN
                            SET efphased_passed = ({sql.Backfill.Count(table, schema, toEnd)}), efphased_upto = efphased_final;
                        END IF;
                        {Keys('z', "efphased_upto")}
                        {sql.Backfill.Fill(table, schema, operation.Values, toEnd)};

            """;
    }

    private string Keys(char prefix, string json)
        => "SET " + string.Join(", ", key.Select((_, i) => FormattableString.Invariant($"@{prefix}{i} = JSON_UNQUOTE(JSON_EXTRACT({json}, '$[{i}]'))"))) + ";";
}
