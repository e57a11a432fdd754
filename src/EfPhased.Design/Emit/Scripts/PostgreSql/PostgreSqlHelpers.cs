using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// The temporary routines by which a psql script keeps the journal, skips what is done and waits for locks as a run does.
/// </summary>
internal static class PostgreSqlHelpers
{
    private static readonly long PatientMilliseconds = (long)RunnerSql.PatientLockTimeout.TotalMilliseconds;

    public static string Write(RunnerSql sql, HistorySql history, string version, int attempts, string ladder)
    {
        var limit = attempts.ToString(CultureInfo.InvariantCulture);
        var patient = PatientMilliseconds.ToString(CultureInfo.InvariantCulture);
        return
            $$"""
            CREATE OR REPLACE FUNCTION pg_temp.efphased_applied(p_migration text) RETURNS boolean LANGUAGE sql AS $efphased$
                SELECT {{history.IsApplied("p_migration")}}
            $efphased$;

            -- True while a step is to be run: neither it nor its migration is done, and a way back has something to take back.
            CREATE OR REPLACE FUNCTION pg_temp.efphased_due(p_migration text, p_direction text, p_step integer) RETURNS boolean LANGUAGE sql AS $efphased$
                SELECT CASE p_direction
                    WHEN 'up' THEN NOT pg_temp.efphased_applied(p_migration)
                    ELSE pg_temp.efphased_applied(p_migration)
                        OR EXISTS (SELECT 1 FROM {{sql.Journal}} WHERE migration_id = p_migration AND state <> 'reverted') END
                    AND NOT EXISTS (SELECT 1 FROM {{sql.Journal}}
                        WHERE migration_id = p_migration AND direction = p_direction AND step = p_step AND state = 'done')
            $efphased$;

            CREATE OR REPLACE PROCEDURE pg_temp.efphased_write(
                p_migration text, p_direction text, p_step integer, p_hash text, p_operation text, p_state text) LANGUAGE sql AS $efphased$
                INSERT INTO {{sql.Journal}} AS j
                    (migration_id, direction, step, step_hash, operation, state, attempts, started_at, finished_at, host, version, error)
                VALUES (p_migration, p_direction, p_step, p_hash, p_operation, p_state, 1, clock_timestamp(),
                    CASE WHEN p_state = 'running' THEN NULL ELSE clock_timestamp() END, 'psql', '{{version}}', NULL)
                ON CONFLICT (migration_id, direction, step) DO UPDATE SET
                    attempts = j.attempts + CASE WHEN j.state = 'running' AND excluded.state <> 'running' THEN 0 ELSE 1 END,
                    started_at = CASE WHEN j.state = 'running' THEN j.started_at ELSE excluded.started_at END,
                    step_hash = excluded.step_hash, operation = excluded.operation, state = excluded.state,
                    finished_at = excluded.finished_at, host = excluded.host, version = excluded.version, error = NULL
            $efphased$;

            -- Runs a step's statements and journals it, in one transaction. Waits briefly for the lock of a table, so that hardly anybody
            -- queues behind it, and tries again. A statement whose condition in p_done holds already is left out.
            CREATE OR REPLACE PROCEDURE pg_temp.efphased_step(
                p_migration text, p_direction text, p_step integer, p_hash text, p_operation text,
                p_tables text[], p_statements text[], p_done text[] DEFAULT '{}') LANGUAGE plpgsql AS $efphased$
            DECLARE
                attempt integer := 0;
                committed boolean := false;
                is_done boolean;
                target text;
                blockers text;
            BEGIN
                IF NOT pg_temp.efphased_due(p_migration, p_direction, p_step) THEN
                    RETURN;
                END IF;
                LOOP
                    attempt := attempt + 1;
                    BEGIN
                        PERFORM set_config('lock_timeout', '{{patient}}ms', true);
                        IF cardinality(p_tables) > 0 THEN
                            FOREACH target IN ARRAY p_tables LOOP
                                IF to_regclass(target) IS NOT NULL THEN
                                    EXECUTE 'LOCK TABLE ' || target || ' IN SHARE UPDATE EXCLUSIVE MODE';
                                END IF;
                            END LOOP;
                            PERFORM set_config('lock_timeout', ({{ladder}})::text || 'ms', true);
                        END IF;
                        FOR i IN 1 .. cardinality(p_statements) LOOP
                            is_done := false;
                            IF p_done[i] IS NOT NULL THEN
                                EXECUTE 'SELECT ' || p_done[i] INTO is_done;
                            END IF;
                            IF NOT coalesce(is_done, false) THEN
                                EXECUTE p_statements[i];
                            END IF;
                        END LOOP;
                        CALL pg_temp.efphased_write(p_migration, p_direction, p_step, p_hash, p_operation, 'done');
                        committed := true;
                    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                        IF attempt >= {{limit}} THEN
                            SELECT string_agg(DISTINCT format('session %s (%s, %s)', a.pid, a.application_name, left(a.query, 60)), '; ') INTO blockers
                                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                                WHERE l.granted AND a.pid <> pg_backend_pid() AND l.relation IN (SELECT to_regclass(t) FROM unnest(p_tables) AS t);
                            RAISE EXCEPTION USING
                                MESSAGE = format('EFP2002: ''%s'' could not get its lock in {{limit}} attempts, so nothing of it was done.', p_operation),
                                HINT = 'Run the same script again when these sessions have ended: ' || coalesce(blockers, 'none that the server names.');
                        END IF;
                    END;
                    COMMIT;
                    EXIT WHEN committed;
                    PERFORM pg_sleep(least(0.1 * 1.3 ^ (attempt - 1), 5) * (0.75 + random() / 2));
                END LOOP;
            END $efphased$;

            -- Announces a step that must run outside a transaction. due: it is to be run; leftover: an interrupted build of ours is in its way.
            CREATE OR REPLACE FUNCTION pg_temp.efphased_begin(
                p_migration text, p_direction text, p_step integer, p_hash text, p_operation text,
                p_table text DEFAULT NULL, p_index text DEFAULT NULL, OUT due boolean, OUT leftover boolean) LANGUAGE plpgsql AS $efphased$
            DECLARE
                begun boolean := EXISTS (SELECT 1 FROM {{sql.Journal}} WHERE migration_id = p_migration AND direction = p_direction
                    AND step = p_step AND state <> 'reverted');
                valid boolean;
            BEGIN
                due := pg_temp.efphased_due(p_migration, p_direction, p_step);
                leftover := false;
                IF due AND p_index IS NOT NULL THEN
                    SELECT i.indisvalid INTO valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                        WHERE i.indrelid = to_regclass(p_table) AND c.relname = p_index::name;
                    IF NOT valid AND NOT begun THEN
                        RAISE EXCEPTION 'EFP2008: % has an invalid index ''%'' that this change did not begin. Look at it, drop it with DROP INDEX CONCURRENTLY, then run the same script again.', p_table, p_index;
                    END IF;
                    leftover := NOT coalesce(valid, true);
                END IF;
                IF due THEN
                    CALL pg_temp.efphased_write(p_migration, p_direction, p_step, p_hash, p_operation, 'running');
                    due := NOT (begun AND coalesce(valid, false));
                END IF;
            END $efphased$;

            -- The migration is applied, or taken back, as a whole.
            CREATE OR REPLACE PROCEDURE pg_temp.efphased_finish(p_migration text, p_direction text, p_steps integer, p_history text) LANGUAGE plpgsql AS $efphased$
            BEGIN
                IF p_direction = 'up' AND NOT pg_temp.efphased_applied(p_migration) THEN
                    IF (SELECT count(*) FROM {{sql.Journal}} WHERE migration_id = p_migration AND direction = 'up' AND state = 'done') < p_steps THEN
                        RAISE EXCEPTION 'EFP3003: not all steps of ''%'' are done.', p_migration;
                    END IF;
                    EXECUTE p_history;
                ELSIF p_direction = 'down' THEN
                    IF pg_temp.efphased_applied(p_migration) THEN
                        EXECUTE p_history;
                    END IF;
                    UPDATE {{sql.Journal}} SET state = 'reverted' WHERE migration_id = p_migration AND state <> 'reverted';
                    DELETE FROM {{sql.Backfills}} WHERE migration_id = p_migration;
                END IF;
            END $efphased$;

            """;
    }
}
