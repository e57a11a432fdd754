using System.Text;
using EfPhased.Dialects.MySql;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// Scripts for the mariadb client.
/// </summary>
internal sealed class MySqlScriptWriter(RunServices services) : ScriptWriter(services)
{
    public override string RunCommand(string file) => $"mariadb --database=\"$DATABASE\" < {file}";

    public override string Write(ScriptFile file)
    {
        var text = Header(file.Title, file.Name);
        Open(text);
        text.Append(MySqlHelpers.Write(
            Sql, History, new RunSettings().Version, LockAttempts, Ladder("attempt", t => Number((long)Math.Ceiling(t.TotalSeconds)))));
        Require(text, file.Requirements);
        foreach (var section in file.Sections)
            Section(text, section);
        Close(text);
        return text.ToString();
    }

    public override string WriteVerification(PhasedChange change) => new MySqlVerification(Services, History).Write(change, RunCommand("verify.sql"));

    private void Open(StringBuilder text)
    {
        text.Append("SET NAMES utf8mb4;\n");
        foreach (var statement in Sql.OpenSession)
            text.Append(statement).Append(";\n");
        text.Append("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;\n\n");
        text.Append("-- EF Core's history and the journal.\n").Append(History.CreateTable).Append('\n');
        foreach (var table in Sql.CreateTables)
            text.Append(table.ReplaceLineEndings("\n")).Append(";\n");
        text.Append("\n-- One run at a time: the same lock as the tool's.\n").Append($"SET @efphased_locked = ({Sql.TryLock});\n");
        text.Append("EXECUTE IMMEDIATE IF(@efphased_locked, 'DO 0', ").Append(MySqlText.Literal(
            "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'EFP2003: Another run works on this database. Wait for it to end, then run the same script again.'"))
            .Append(");\n");
        text.Append("\n-- Helpers, dropped at the end.\n");
    }

    private void Require(StringBuilder text, IReadOnlyList<Requirement> requirements)
    {
        if (requirements.Count == 0)
            return;
        text.Append("-- What must hold first.\n");
        foreach (var requirement in requirements)
            text.Append($"CALL efphased_require({Condition(requirement)}, {MySqlText.Literal(requirement.Message)});\n");
        text.Append('\n');
    }

    private string Condition(Requirement requirement)
    {
        var id = MySqlText.Literal(requirement.MigrationId);
        var count = Number(requirement.Steps);
        return requirement.Kind switch
        {
            RequirementKind.Applied => History.IsApplied(id),
            RequirementKind.NotApplied => $"NOT {History.IsApplied(id)}",
            RequirementKind.NoOpenRollback
                => $"NOT EXISTS (SELECT 1 FROM {Sql.Journal} WHERE migration_id = {id} AND direction = 'down' AND state <> 'reverted')",
            _ => $"{History.IsApplied(id)} OR (SELECT COUNT(*) FROM {Sql.Journal} WHERE migration_id = {id} AND direction = 'up' "
                + $"AND state = 'done' AND step <= {count}) = {count}",
        };
    }

    private void Section(StringBuilder text, ScriptSection section)
    {
        text.Append($"-- {OnOneLine(section.Entry.Id)}{(section.Direction == Direction.Down ? ", back" : "")}\n\n");
        foreach (var step in section.Steps)
        {
            Comment(text, section, step);
            WriteStep(text, section, step);
            text.Append('\n');
        }

        if (!section.Completes)
            return;
        text.Append(section.Direction == Direction.Up ? "-- applied\n" : "-- taken back\n");
        Statement(text, section.Direction == Direction.Up ? History.Insert(section.Entry) : History.Delete(section.Entry));
        text.Append($"CALL efphased_finish({MySqlText.Literal(section.Entry.Id)}, '{Text(section.Direction)}', {Number(section.StepsTotal)});\n\n");
    }

    private void WriteStep(StringBuilder text, ScriptSection section, Step step)
    {
        text.Append($"SET @efphased_done = {Done(step)};\n");
        text.Append($"CALL efphased_begin({MySqlText.Literal(section.Entry.Id)}, '{Text(section.Direction)}', {Number(step.Number)}, '{step.Hash}', ")
            .Append(MySqlText.Literal(step.Description)).Append(");\n");
        switch (step.Operation)
        {
            case BackfillOperation backfill:
                text.Append(new MySqlBackfillScript(Sql, section, step, backfill, new MySqlKey(Services).Of(section.Entry, backfill), LockAttempts).Write());
                return;
            case GateOperation gate:
                text.Append(MySqlHelpers.Drop("efphased_statement")).Append(MySqlText.Delimited(Gate(section, step, gate)));
                text.Append("CALL efphased_statement();\n");
                break;
            case CheckRowsOperation check:
                text.Append(MySqlHelpers.Drop("efphased_statement")).Append(MySqlText.Delimited(CheckRows(check)));
                text.Append("CALL efphased_run(FALSE, 0);\n");
                break;
            default:
                foreach (var command in step.Parts.SelectMany(p => p.Commands))
                {
                    Statement(text, command.CommandText, mayBeSeveral: step.Operation is SqlOperation or AlterTableOperation || IsData(step));
                    text.Append($"CALL efphased_run({(IsData(step) ? "TRUE" : "FALSE")}, {LeastWait(step)});\n");
                }

                break;
        }

        text.Append("CALL efphased_end();\n");
    }

    // A gate that was open when the script was interrupted says nothing about now, until the first thing behind it is gone.
    private string Gate(ScriptSection section, Step step, GateOperation gate)
        => "CREATE PROCEDURE efphased_statement()\ngate: BEGIN\n"
            + $"    IF EXISTS (SELECT 1 FROM {Sql.Journal} WHERE migration_id = {MySqlText.Literal(section.Entry.Id)} AND direction = 'up' "
            + $"AND state <> 'reverted' AND step > {Number(step.Number)}) THEN\n        LEAVE gate;\n    END IF;\n"
            + ((MySqlGateSql)Sql.Gate).WriteBody(
                Services.GateSubject(gate, section.Entry), LockAttempts, (condition, message) => $"CALL efphased_require({condition}, {message});")
            + "END";

    // Outside a procedure nothing could say which rows they are.
    private string CheckRows(CheckRowsOperation check)
        => $"CREATE PROCEDURE efphased_statement()\nBEGIN\n    {Sql.Writer.OffendingRows(check)} INTO @efphased_found, @efphased_keys;\n"
            + $"    CALL efphased_require(@efphased_found = 0, CONCAT('EFP2040: ', @efphased_found, {MySqlText.Literal(" " + Errors.OffendingRowsText(check))}, @efphased_keys, '.'));\nEND";

    private static string LeastWait(Step step)
        => step.Parts.Any(p => CommittingStep.Works(p.Operation) || p.Commands.Any(c => MySqlAlgorithm.IsInPlace(c.CommandText))) ? Number((long)CommittingStep.LeastForWork.TotalSeconds) : "0";

    private string Done(Step step) => step.Parts.Count == 1 && Probe.IsDone(step.Operation) is { } condition ? condition : "FALSE";

    // A statement as the body of a procedure is readable as it is, and can be tried again. Triggers may not be created by one, but by
    // text that it executes (MariaDB 10.6 and later).
    private static void Statement(StringBuilder text, string sql, bool mayBeSeveral = false)
    {
        var statement = Trim(sql);
        text.Append(MySqlHelpers.Drop("efphased_statement"));
        if (mayBeSeveral)
            text.Append(MySqlText.Delimited($"CREATE PROCEDURE efphased_statement()\nBEGIN\n{statement};\nEND"));
        else if (statement.StartsWith("CREATE TRIGGER ", StringComparison.OrdinalIgnoreCase))
            text.Append($"CREATE PROCEDURE efphased_statement()\nEXECUTE IMMEDIATE {MySqlText.Literal(statement)};\n");
        else if (MySqlAlgorithm.InsteadOfInstant(statement) is { } instead)
            text.Append(MySqlText.Delimited(InstantOr(statement, instead)));
        else
            text.Append($"CREATE PROCEDURE efphased_statement()\n{statement};\n");
    }

    // The second lock, at the end of the work, must not be given up as quickly as one that nothing was done for.
    private static string InstantOr(string statement, string instead)
        => "CREATE PROCEDURE efphased_statement()\nBEGIN\n    -- No instant way: the table is built anew while others read and write.\n"
            + "    DECLARE EXIT HANDLER FOR 1845, 1846, 4080, 4092\n    BEGIN\n"
            + $"        SET SESSION lock_wait_timeout = GREATEST({Number((long)CommittingStep.LeastForWork.TotalSeconds)}, @@SESSION.lock_wait_timeout);\n"
            + $"        {instead};\n    END;\n    {statement};\nEND";

    private void Close(StringBuilder text)
    {
        foreach (var name in MySqlHelpers.Names)
            text.Append(MySqlHelpers.Drop(name));
        text.Append($"DO ({Sql.ReleaseLock});\n").Append(Sql.ResetSession).Append(";\n");
    }
}
