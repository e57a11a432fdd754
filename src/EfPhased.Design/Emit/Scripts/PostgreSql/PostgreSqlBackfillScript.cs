using System.Text;
using EfPhased.Design.Emit.Scripts;
using EfPhased.Dialects;
using EfPhased.Dialects.PostgreSql;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// A backfill as a block that commits its cursor with each chunk, goes on from there, and counts at the end what is left.
/// </summary>
internal static class PostgreSqlBackfillScript
{
    public static string Write(RunnerSql sql, ScriptSection section, Step step, BackfillOperation operation, int attempts)
    {
        var writer = sql.Writer;
        var table = writer.Table(operation.Table, operation.Schema);
        var key = operation.Key.Select((name, i) => (Name: name, Index: i)).ToList();
        var columns = writer.Columns(operation.Key);
        var after = string.Join(", ", key.Select(k => $"efphased_after_{k.Index}"));
        var upto = string.Join(", ", key.Select(k => $"efphased_upto_{k.Index}"));
        var last = string.Join(", ", key.Select(k => $"efphased_end_{k.Index}"));
        var places = operation.Key is [PostgreSqlPlaces.Column] ? new PostgreSqlPlaces(writer) : null;
        var id = writer.Literal(section.Entry.Id);
        var where = FormattableString.Invariant($"migration_id = {id} AND step = {step.Number}");
        var stepArguments = FormattableString.Invariant(
            $"{id}, '{(section.Direction == Direction.Up ? "up" : "down")}', {step.Number}, '{step.Hash}', {writer.Literal(step.Description)}");

        var text = new StringBuilder();
        foreach (var k in key)
        {
            text.Append(FormattableString.Invariant($"    efphased_after_{k.Index} {Type(k.Name)};\n"));
            text.Append(FormattableString.Invariant($"    efphased_upto_{k.Index} {Type(k.Name)};\n"));
            text.Append(FormattableString.Invariant($"    efphased_end_{k.Index} {Type(k.Name)};\n"));
        }

        var declarations = text.ToString();
        var read = string.Concat(key.Select(k => FormattableString.Invariant(
            $"    efphased_after_{k.Index} := efphased_known.last_key::json ->> {k.Index};\n    efphased_end_{k.Index} := efphased_known.end_key::json ->> {k.Index};\n")));
        var advance = string.Concat(key.Select(k => FormattableString.Invariant($"            efphased_after_{k.Index} := efphased_upto_{k.Index};\n")));
        var lastKey = sql.Backfill.LastKey(operation.Table, operation.Schema, [.. operation.Key.Select(k => new KeyColumn(k, ""))]);
        var uptoText = $"json_build_array({string.Join(", ", key.Select(k => FormattableString.Invariant($"efphased_upto_{k.Index}::text")))})::text";
        var range = places is null
            ? $"(efphased_after_0 IS NULL OR ({columns}) > ({after})) AND ({columns}) <= "
            : $"{columns} > coalesce({after}, '(0,0)') AND {columns} <= ";
        var findChunk = places is null
            ? $"""
                            SELECT {columns} INTO {upto} FROM {table} WHERE {range}({last})
                                ORDER BY {columns} LIMIT 1 OFFSET efphased_chunk_rows - 1;
                            efphased_chunk_size := efphased_chunk_rows;
                            IF NOT FOUND THEN
                                SELECT count(*), {string.Join(", ", key.Select(k => FormattableString.Invariant($"efphased_end_{k.Index}")))} INTO efphased_chunk_size, {upto} FROM {table} WHERE {range}({last});
                            END IF;
                """
            : $"""
                            {upto} := coalesce(({places.EndOfChunk(operation.Table, operation.Schema, $"coalesce({after}, '(0,0)')", last, "efphased_chunk_rows")}), {last});
                            SELECT count(*) INTO efphased_chunk_size FROM {table} WHERE {range}({upto}) AND ({writer.AnyNeedsFilling(operation.Values)});
                """;
        var block =
            $"""
            DECLARE
            {declarations}    efphased_known record;
                efphased_chunk_rows integer := {PostgreSqlBackfillBlock.ChunkRows};
                efphased_chunk_size bigint;
                efphased_failures integer := 0;
                efphased_filled boolean;
                efphased_differing bigint;
            BEGIN
                IF NOT pg_temp.efphased_due({id}, '{(section.Direction == Direction.Up ? "up" : "down")}', {step.Number}) THEN
                    RETURN;
                END IF;
                CALL pg_temp.efphased_write({stepArguments}, 'running');
                IF ({sql.Catalog.EstimatedRows(operation.Table, operation.Schema)}) IS NULL THEN
                    {sql.Catalog.Analyze(operation.Table, operation.Schema)};
                END IF;

                -- A fill that found rows left begins anew; an interrupted one goes on after its last chunk.
                DELETE FROM {sql.Backfills} WHERE {where} AND (step_hash <> '{step.Hash}' OR state = 'filled');
                INSERT INTO {sql.Backfills} (migration_id, step, step_hash, change_name, table_name, desired_state, state, end_key, rows_done,
                        rows_total, started_at, updated_at)
                    SELECT {id}, {step.Number}, '{step.Hash}', {writer.Literal(operation.Change)}, {writer.Literal(operation.Table)}, 'run', 'running',
                        ({lastKey}), 0,
                        ({sql.Catalog.EstimatedRows(operation.Table, operation.Schema)}), clock_timestamp(), clock_timestamp()
                    ON CONFLICT (migration_id, step) DO NOTHING;
                SELECT * INTO efphased_known FROM {sql.Backfills} WHERE {where};
            {read}    COMMIT;

                WHILE efphased_end_0 IS NOT NULL AND (efphased_after_0 IS NULL OR ({after}) IS DISTINCT FROM ({last})) LOOP
                    efphased_filled := false;
                    BEGIN
                        SET LOCAL lock_timeout = '{(long)sql.RowLockTimeout.TotalMilliseconds}ms';
            {findChunk}
                        {writer.Fill(table, operation.Values, $"{range}({upto})", @break: "\n                ")};
                        UPDATE {sql.Backfills} SET state = 'running', last_key = {uptoText}, rows_done = rows_done + efphased_chunk_size, updated_at = clock_timestamp()
                            WHERE {where};
                        efphased_filled := true;
                    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                        efphased_failures := efphased_failures + 1;
                        IF efphased_failures >= {attempts} THEN
                            RAISE EXCEPTION 'EFP2019: other sessions keep rows of % locked. Run the same script again when they have ended; it goes on where it stopped.', {writer.Literal(operation.Table)};
                        END IF;
                    END;
                    COMMIT;
                    IF efphased_filled THEN
                        efphased_failures := 0;
            {advance}        ELSE
                        efphased_chunk_rows := greatest(1, efphased_chunk_rows / 2);
                        PERFORM pg_sleep(least(0.05 * efphased_failures, 1) * (0.75 + random() / 2));
                    END IF;
                END LOOP;

                UPDATE {sql.Backfills} SET state = 'filled', finished_at = clock_timestamp(), updated_at = clock_timestamp() WHERE {where} AND state <> 'verified';
                COMMIT;

                -- The new version shall not meet plans made without statistics of its columns.
                SET LOCAL lock_timeout = '{(long)RunnerSql.PatientLockTimeout.TotalMilliseconds}ms';
            {string.Concat(operation.FilledTables.Select(t => $"    {sql.Catalog.Analyze(t.Table, t.Schema)};\n"))}    COMMIT;
                SELECT count(*) INTO efphased_differing FROM {table} WHERE {writer.AnyNeedsFilling(operation.Values)};
                UPDATE {sql.Backfills} SET state = CASE WHEN efphased_differing = 0 THEN 'verified' ELSE 'filled' END, rows_differing = efphased_differing,
                    verified_at = CASE WHEN efphased_differing = 0 THEN clock_timestamp() END, updated_at = clock_timestamp() WHERE {where};
                IF efphased_differing = 0 THEN
                    CALL pg_temp.efphased_write({stepArguments}, 'done');
                END IF;
                COMMIT;
                IF efphased_differing > 0 THEN
                    RAISE EXCEPTION 'EFP2007: % rows of % still differ between the old and the new shape. Correct them, then run the same script again.', efphased_differing, {writer.Literal(operation.Table)};
                END IF;
            END
            """;
        var quoted = DollarQuotes.Around(block + "\n", "sql");
        return $"DO {quoted};\n";

        string Type(string column) => places is null ? $"{table}.{writer.Column(column)}%TYPE" : "tid";
    }
}
