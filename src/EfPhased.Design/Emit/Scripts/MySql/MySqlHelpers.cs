using System.Text;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// The procedures by which a script keeps the journal, skips what is done and waits for locks as a run does. They are dropped at the
/// script's end; a script that stopped leaves them to the next one.
/// </summary>
internal static class MySqlHelpers
{
    public static readonly IReadOnlyList<string> Names =
        ["efphased_require", "efphased_begin", "efphased_run", "efphased_end", "efphased_finish", "efphased_write", "efphased_backfill", "efphased_statement"];

    public static string Write(RunnerSql sql, HistorySql history, string version, int attempts, string ladder)
    {
        var text = new StringBuilder();
        foreach (var name in Names)
            text.Append(Drop(name));
        foreach (var procedure in Procedures(sql, history, version, attempts, ladder))
            text.Append('\n').Append(MySqlText.Delimited(procedure));
        return text.Append('\n').ToString();
    }

    public static string Drop(string procedure) => $"DROP PROCEDURE IF EXISTS {procedure};\n";

    /// <summary>A comparison that no pair of collations makes ambiguous.</summary>
    public static string Same(string column, string value) => $"{column} = {value} COLLATE utf8mb4_bin";

    private static IEnumerable<string> Procedures(RunnerSql sql, HistorySql history, string version, int attempts, string ladder)
    {
        const string id = "p_migration varchar(150) CHARACTER SET utf8mb4";
        const string step = id + ", p_direction varchar(4) CHARACTER SET utf8mb4, p_step int";
        const string text = "p_hash varchar(64) CHARACTER SET utf8mb4, p_operation text CHARACTER SET utf8mb4";
        var migration = Same("migration_id", "p_migration");
        var thisStep = $"{migration} AND {Same("direction", "p_direction")} AND step = p_step";
        var applied = history.IsApplied("p_migration COLLATE utf8mb4_bin");
        yield return
            """
            CREATE PROCEDURE efphased_require(p_holds boolean, p_message text CHARACTER SET utf8mb4)
            BEGIN
                DECLARE message varchar(500) CHARACTER SET utf8mb4 DEFAULT LEFT(p_message, 500);
                IF NOT COALESCE(p_holds, FALSE) THEN
                    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = message;
                END IF;
            END
            """;
        yield return
            $"""
            CREATE PROCEDURE efphased_write({step}, {text}, p_state varchar(10) CHARACTER SET utf8mb4)
            BEGIN
                UPDATE {sql.Journal} SET
                    attempts = attempts + CASE WHEN p_state <> 'running' AND state = 'running' THEN 0 ELSE 1 END,
                    started_at = CASE WHEN state = 'running' THEN started_at ELSE {sql.Now} END,
                    state = p_state, step_hash = p_hash, operation = p_operation, error = NULL, host = 'mariadb', version = '{version}',
                    finished_at = CASE WHEN p_state = 'running' THEN NULL ELSE {sql.Now} END
                    WHERE {thisStep};
                IF NOT EXISTS (SELECT 1 FROM {sql.Journal} WHERE {thisStep}) THEN
                    INSERT INTO {sql.Journal} (migration_id, direction, step, step_hash, operation, state, attempts, started_at, finished_at, host, version, error)
                    VALUES (p_migration, p_direction, p_step, p_hash, p_operation, p_state, 1, {sql.Now},
                        CASE WHEN p_state = 'running' THEN NULL ELSE {sql.Now} END, 'mariadb', '{version}', NULL);
                END IF;
            END
            """;
        yield return
            $"""
            CREATE PROCEDURE efphased_begin({step}, {text})
            BEGIN
                -- @efphased_due: the step is to be journaled. @efphased_run: its statements are to run, because the catalog (@efphased_done) does not
                -- show that they have. A way back has something to take back only where the migration is applied or has begun.
                DECLARE applied boolean DEFAULT {applied};
                DECLARE begun boolean DEFAULT EXISTS (SELECT 1 FROM {sql.Journal} WHERE {migration} AND state <> 'reverted');
                DECLARE known varchar(10) DEFAULT (SELECT state FROM {sql.Journal} WHERE {thisStep} AND state <> 'reverted');
                SET @efphased_due = COALESCE(known, '') <> 'done' AND IF(p_direction = 'up', NOT applied, applied OR begun);
                SET @efphased_run = @efphased_due AND NOT (COALESCE(@efphased_done, FALSE) AND (known IS NOT NULL OR (p_direction = 'down' AND NOT applied)));
                IF @efphased_due THEN
                    CALL efphased_write(p_migration, p_direction, p_step, p_hash, p_operation, 'running');
                END IF;
                SET @efphased_migration = p_migration, @efphased_direction = p_direction, @efphased_step = p_step, @efphased_hash = p_hash,
                    @efphased_operation = p_operation;
                SELECT CONCAT(p_step, ' ', p_operation, IF(@efphased_due, '', ': done before')) AS `EfPhased`;
            END
            """;
        yield return
            $"""
            CREATE PROCEDURE efphased_run(p_with_journal boolean, p_least_wait int)
            BEGIN
                -- Waits briefly for the lock of a table, leaves it alone for a while, and tries again.
                DECLARE attempt int DEFAULT 0;
                DECLARE failed boolean DEFAULT FALSE;
                DECLARE refusal text CHARACTER SET utf8mb4;
                DECLARE CONTINUE HANDLER FOR 1205, 1213 SET failed = TRUE;
                DECLARE EXIT HANDLER FOR 1845, 1846
                BEGIN
                    GET DIAGNOSTICS CONDITION 1 refusal = MESSAGE_TEXT;
                    CALL efphased_require(FALSE, CONCAT('EFP2025: ''', @efphased_operation, ''' would have others wait for as long as it works, so nothing was done: ',
                        refusal, '. {Errors.NotOnlineHelp}'));
                END;
                IF @efphased_run THEN
                    REPEAT
                        SET attempt = attempt + 1, failed = FALSE;
                        SET SESSION lock_wait_timeout = GREATEST(p_least_wait, {ladder});
                        SET SESSION innodb_lock_wait_timeout = GREATEST(1, @@SESSION.lock_wait_timeout);
                        IF p_with_journal THEN
                            START TRANSACTION;
                        END IF;
                        CALL efphased_statement();
                        IF failed THEN
                            ROLLBACK;
                            CALL efphased_require(attempt < {attempts}, CONCAT('EFP2002: ''', @efphased_operation,
                                ''' could not get its lock in {attempts} attempts. Let the sessions that hold it end, then run the same script again.'));
                            DO SLEEP(LEAST(0.1 * POW(1.3, attempt - 1), 5) * (0.75 + RAND() / 2));
                        ELSEIF p_with_journal THEN
                            CALL efphased_end();
                            COMMIT;
                        END IF;
                    UNTIL NOT failed END REPEAT;
                END IF;
            END
            """;
        yield return
            """
            CREATE PROCEDURE efphased_end()
            BEGIN
                IF @efphased_due THEN
                    CALL efphased_write(@efphased_migration, @efphased_direction, @efphased_step, @efphased_hash, @efphased_operation, 'done');
                    SET @efphased_due = FALSE, @efphased_run = FALSE;
                END IF;
            END
            """;
        yield return
            $"""
            CREATE PROCEDURE efphased_finish({id}, p_direction varchar(4) CHARACTER SET utf8mb4, p_steps int)
            BEGIN
                -- The migration is applied, or taken back, as a whole; efphased_statement writes EF Core's history.
                DECLARE applied boolean DEFAULT {applied};
                START TRANSACTION;
                IF p_direction = 'up' AND NOT applied THEN
                    CALL efphased_require(
                        (SELECT COUNT(*) FROM {sql.Journal} WHERE {migration} AND direction = 'up' AND state = 'done') >= p_steps,
                        CONCAT('EFP3003: not all steps of ''', p_migration, ''' are done.'));
                    CALL efphased_statement();
                ELSEIF p_direction = 'down' THEN
                    IF applied THEN
                        CALL efphased_statement();
                    END IF;
                    UPDATE {sql.Journal} SET state = 'reverted' WHERE {migration};
                    DELETE FROM {sql.Backfills} WHERE {migration};
                END IF;
                COMMIT;
            END
            """;
    }
}
