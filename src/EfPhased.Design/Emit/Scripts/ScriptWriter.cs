using System.Globalization;
using System.Text;
using EfPhased.Design.Planning;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// Writes scripts that a server's own client runs, with the steps, the journal and the order of a run of the tool.
/// </summary>
internal abstract class ScriptWriter(RunServices services)
{
    protected const int LockAttempts = 30;

    protected RunServices Services { get; } = services;

    protected RunnerSql Sql => Services.Sql;

    protected ScriptProbe Probe { get; } = new(services.Sql);

    protected HistorySql History { get; } = new(services);

    /// <summary>The command that runs a script; the connection is the reader's.</summary>
    public abstract string RunCommand(string file);

    public abstract string Write(ScriptFile file);

    /// <summary>A script that only looks: what is applied, and which rows are left.</summary>
    public abstract string WriteVerification(PhasedChange change);

    /// <summary>What a step does, and the lock and the work that the server's facts give for it.</summary>
    public static PlanStep Describe(StepPart part, RunServices services)
    {
        // Only operations that somebody wrote into the migration by hand have no fact.
        return part.Operation is SqlOperation
            ? new PlanStep("!", "SQL of the author", "", "", "")
            : PlanDescriber.Describe(part.Operation, services.Dialect, isCompressed: part.Commands.Any(c => services.Sql.IsLong(c.CommandText)));
    }

    /// <summary>The commands of a part, each with one semicolon at its end.</summary>
    protected static string Text(IEnumerable<MigrationCommand> commands)
        => string.Join("\n", commands.Select(c => Trim(c.CommandText) + ";"));

    protected static string Trim(string commandText) => commandText.ReplaceLineEndings("\n").Trim().TrimEnd(';').TrimEnd();

    protected static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    protected static string Text(Direction direction) => direction == Direction.Up ? "up" : "down";

    protected string Literal(string text) => Sql.Writer.Literal(text);

    protected StringBuilder Header(string title, string name)
    {
        var text = new StringBuilder();
        text.Append($"-- {title}\n-- Run: {RunCommand(name)}\n");
        text.Append("-- Can be run again at any point: it goes on where it stopped, and skips what is done.\n\n");
        return text;
    }

    /// <summary>One line for each operation of a step, above its SQL.</summary>
    protected void Comment(StringBuilder text, ScriptSection section, Step step)
    {
        foreach (var (part, i) in step.Parts.Select((p, i) => (p, i)))
        {
            var described = Describe(part, Services);
            var number = i == 0 ? $"{Number(step.Number)}/{Number(section.StepsTotal)}" : "and";
            var cost = string.Join(", ", new[] { described.Lock, described.Work }.Where(t => t.Length > 0));
            text.Append($"-- {number}  {OnOneLine(described.Symbol)} {OnOneLine(described.Text)}{(cost.Length == 0 ? "" : $"   ({cost})")}\n");
        }
    }

    protected static string OnOneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>How long the attempts may wait for a lock, in the server's unit, as a CASE over their number.</summary>
    protected string Ladder(string attempt, Func<TimeSpan, string> unit)
    {
        var steps = Sql.LockLadder;
        var cases = new StringBuilder("CASE");
        for (var i = 0; i < steps.Count; i++)
        {
            if (i + 1 < steps.Count && steps[i + 1] != steps[i])
                cases.Append($" WHEN {attempt} <= {Number(i + 1)} THEN {unit(steps[i])}");
        }

        return cases.Append($" ELSE {unit(steps[^1])} END").ToString();
    }

    protected static bool IsData(Step step)
        => step.Parts.All(p => p.Operation.IsRows());
}
