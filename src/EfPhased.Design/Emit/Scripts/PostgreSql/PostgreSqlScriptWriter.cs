using System.Text;
using EfPhased.Dialects;
using EfPhased.Dialects.PostgreSql;
using EfPhased.Operations;
using EfPhased.Running;
using EfPhased.Running.Partitions;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// Scripts for psql.
/// </summary>
internal sealed class PostgreSqlScriptWriter(RunServices services) : ScriptWriter(services)
{
    public override string RunCommand(string file) => $"psql --no-psqlrc --quiet --dbname=\"$DATABASE\" --file={file}";

    public override string Write(ScriptFile file)
    {
        var text = Header(file.Title, file.Name);
        Open(text);
        text.Append(PostgreSqlHelpers.Write(
            Sql, History, new RunSettings().Version, LockAttempts,
            Ladder("attempt", t => Number((long)t.TotalMilliseconds)))).Append('\n');
        Require(text, file.Requirements);
        RequireNoPartitions(text, file);
        foreach (var section in file.Sections)
            Section(text, section);
        Close(text);
        return text.ToString();
    }

    public override string WriteVerification(PhasedChange change) => new PostgreSqlVerification(Services, History).Write(change);

    private void Open(StringBuilder text)
    {
        text.Append("\\set ON_ERROR_STOP on\n\\set AUTOCOMMIT on\n\\set SHOW_CONTEXT never\n");
        text.Append("SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n");
        foreach (var statement in Sql.OpenSession)
            text.Append(statement).Append(";\n");
        text.Append("SET application_name = 'efphased';\n");

        // A generic plan of a chunk's statements would read the table from its beginning each time.
        text.Append("SET plan_cache_mode = force_custom_plan;\n\n");
        text.Append("-- Whoever ends the client ends its work on the server too (PostgreSQL 14 and later).\n");
        text.Append("DO $efphased$\nBEGIN\n    PERFORM set_config(name, '2s', false) FROM pg_settings WHERE name = 'client_connection_check_interval';\nEND $efphased$;\n\n");
        text.Append("-- One run at a time: the same lock as the tool's.\n");
        text.Append($"DO $efphased$\nBEGIN\n    IF NOT ({Sql.TryLock}) THEN\n        RAISE EXCEPTION 'EFP2003: Another run works on this database. Wait for it to end, then run the same script again.';\n    END IF;\nEND $efphased$;\n\n");
        text.Append("-- EF Core's history and the journal.\n").Append(History.CreateTable).Append('\n');
        foreach (var table in Sql.CreateTables)
            text.Append(table.ReplaceLineEndings("\n")).Append(";\n");
        text.Append("\n-- Helpers, gone with the session.\n");
    }

    private void Require(StringBuilder text, IReadOnlyList<Requirement> requirements)
    {
        if (requirements.Count == 0)
            return;
        var block = new StringBuilder("BEGIN\n");
        foreach (var requirement in requirements)
            block.Append($"    IF NOT ({Condition(requirement)}) THEN\n        RAISE EXCEPTION USING MESSAGE = {Literal(requirement.Message)};\n    END IF;\n");
        text.Append("-- What must hold first.\nDO ").Append(DollarQuotes.Around(block.Append("END\n").ToString(), "sql")).Append(";\n\n");
    }

    // Which statements build an index of a partitioned table depends on its partitions, which a script cannot know.
    private void RequireNoPartitions(StringBuilder text, ScriptFile file)
    {
        var tables = file.Sections.SelectMany(s => s.Steps).SelectMany(s => s.Parts).Select(p => PartitionedIndexSpec.Touched(p.Operation)).OfType<(string Table, string? Schema)>().Distinct().ToList();
        if (tables.Count == 0)
            return;
        var refusal = Errors.PartitionedScript(tables[0].Table, file.Change);
        text.Append("-- Partitions have indexes of their own.\nDO ").Append(DollarQuotes.Around(
            $"""
            BEGIN
                IF EXISTS ({Sql.Catalog.Partitioned(tables)}) THEN
                    RAISE EXCEPTION USING MESSAGE = {Literal($"{refusal.Code}: {refusal.Message}")};
                END IF;
            END

            """.ReplaceLineEndings("\n"), "sql")).Append(";\n\n");
    }

    private string Condition(Requirement requirement)
    {
        var id = Literal(requirement.MigrationId);
        return requirement.Kind switch
        {
            RequirementKind.Applied => $"pg_temp.efphased_applied({id})",
            RequirementKind.NotApplied => $"NOT pg_temp.efphased_applied({id})",
            RequirementKind.NoOpenRollback
                => $"NOT EXISTS (SELECT 1 FROM {Sql.Journal} WHERE migration_id = {id} AND direction = 'down' AND state <> 'reverted')",
            _ => $"pg_temp.efphased_applied({id}) OR (SELECT count(*) FROM {Sql.Journal} WHERE migration_id = {id} AND direction = 'up' "
                + $"AND state = 'done' AND step <= {Number(requirement.Steps)}) = {Number(requirement.Steps)}",
        };
    }

    private void Section(StringBuilder text, ScriptSection section)
    {
        text.Append($"-- {OnOneLine(section.Entry.Id)}{(section.Direction == Direction.Down ? ", back" : "")}\n\n");
        foreach (var step in section.Steps)
        {
            Comment(text, section, step);
            text.Append($"\\echo {PostgreSqlText.ClientArgument(OnOneLine($"{step.Number}/{section.StepsTotal} {step.Description}"))}\n");
            WriteStep(text, section, step);
            text.Append('\n');
        }

        if (!section.Completes)
            return;
        var history = section.Direction == Direction.Up ? History.Insert(section.Entry) : History.Delete(section.Entry);
        text.Append(section.Direction == Direction.Up ? "-- applied\n" : "-- taken back\n");
        text.Append($"CALL pg_temp.efphased_finish({Literal(section.Entry.Id)}, '{Text(section.Direction)}', {Number(section.StepsTotal)}, ")
            .Append(DollarQuotes.Around(history + "\n", "sql")).Append(");\n\n");
    }

    private void WriteStep(StringBuilder text, ScriptSection section, Step step)
    {
        switch (step.Operation)
        {
            case BackfillOperation backfill:
                text.Append(PostgreSqlBackfillScript.Write(Sql, section, step, backfill, LockAttempts));
                break;
            case GateOperation gate:
                Gate(text, section, step, gate);
                Call(text, section, step, [], []);
                break;
            default:
                if (!step.IsTransactional)
                    Alone(text, section, step);
                var parts = step.Parts.Select(p => Part(section, p)).Where(p => p.Sql.Length > 0).ToList();
                var patient = parts.Count == 0 || step.Parts.All(p => p.Operation is ValidateConstraintOperation or CheckRowsOperation);
                var tables = patient ? [] : step.Parts.SelectMany(p => OperationText.Tables(p.Operation)).Distinct().Select(Table).ToList();
                Call(text, section, step, tables, parts);
                break;
        }
    }

    // A gate that was open when the script was interrupted says nothing about now, until the first thing behind it is gone.
    private void Gate(StringBuilder text, ScriptSection section, Step step, GateOperation gate)
    {
        var statements = string.Concat(Sql.Gate.Write(Services.GateSubject(gate, section.Entry)).Select(s => s.Sql + ";\n"));
        text.Append("DO ").Append(DollarQuotes.Around(
            $"BEGIN\n    IF NOT EXISTS (SELECT 1 FROM {Sql.Journal} WHERE migration_id = {Literal(section.Entry.Id)} AND direction = 'up' "
            + $"AND state <> 'reverted' AND step > {Number(step.Number)}) THEN\n{statements}    END IF;\nEND\n", "efphased")).Append(";\n");
    }

    private string Table((string Table, string? Schema) table) => Sql.Writer.Table(table.Table, table.Schema);

    // Only a way back may meet a migration that was half applied, whose steps may never have run.
    private (string Sql, string? Done) Part(ScriptSection section, StepPart part) => (
        Text(part.Commands.Where(c => !c.TransactionSuppressed)),
        section.Direction == Direction.Down ? Probe.IsDone(part.Operation) : null);

    // Nobody queues behind these statements, and a build that times out was for nothing: they wait as long as it takes.
    private void Alone(StringBuilder text, ScriptSection section, Step step)
    {
        var index = IndexOf(step.Operation);
        text.Append($"SELECT due, leftover FROM pg_temp.efphased_begin({Arguments(section, step)}");
        if (index is { } i)
            text.Append($", {Literal(Sql.Writer.Table(i.Table, i.Schema))}, {Literal(i.Name)}");
        text.Append(") \\gset efphased_\n");
        if (index is { } built)
            text.Append($"\\if :efphased_leftover\nDROP INDEX CONCURRENTLY IF EXISTS {Sql.Writer.Table(built.Name, built.Schema)};\n\\endif\n");
        text.Append("\\if :efphased_due\n");
        foreach (var statement in Sql.LockTimeout(RunnerSql.PatientLockTimeout, inTransaction: false))
            text.Append(statement).Append(";\n");
        text.Append(Text(step.Parts.SelectMany(p => p.Commands).Where(c => c.TransactionSuppressed))).Append("\n\\endif\n");
    }

    private void Call(StringBuilder text, ScriptSection section, Step step, List<string> tables, List<(string Sql, string? Done)> parts)
    {
        text.Append($"CALL pg_temp.efphased_step({Arguments(section, step)},\n    ");
        text.Append(Array(tables.Select(Literal))).Append(", ");
        text.Append(Array(parts.Select(p => DollarQuotes.Around(p.Sql + "\n", "sql"))));
        if (parts.Any(p => p.Done is not null))
            text.Append(",\n    ").Append(Array(parts.Select(p => p.Done is null ? "NULL" : DollarQuotes.Around(p.Done + "\n", "done"))));
        text.Append(");\n");
    }

    private string Arguments(ScriptSection section, Step step)
        => $"{Literal(section.Entry.Id)}, '{Text(section.Direction)}', {Number(step.Number)}, '{step.Hash}', {Literal(step.Description)}";

    private static string Array(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? $"ARRAY[{list}]" : "'{}'";

    private static (string Table, string? Schema, string Name)? IndexOf(MigrationOperation operation) => operation switch
    {
        CreateIndexOperation o => (o.Table, o.Schema, o.Name),
        AddUniqueConstraintOperation o => (o.Table, o.Schema, o.Name),
        AddPrimaryKeyOperation o => (o.Table, o.Schema, o.Name),
        ReplacePrimaryKeyOperation o => (o.Table, o.Schema, o.IndexName),
        _ => null,
    };

    private void Close(StringBuilder text)
        => text.Append($"DO $efphased$\nBEGIN\n    PERFORM {Sql.ReleaseLock["SELECT ".Length..]};\nEND $efphased$;\nRESET ALL;\n");
}
