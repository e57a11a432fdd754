using System.Text;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// What a reviewer and whoever runs the scripts need to know, with the lock and the work of each step.
/// </summary>
internal static class BundleReadme
{
    public static string Write(PhasedChange change, IReadOnlyList<ScriptFile> files, RunServices services, ScriptWriter writer, ScriptEvidence? evidence)
    {
        var text = new StringBuilder();
        text.Append($"# {change.Name}\n\n");
        text.Append("Scripts of one change that rolls out while the previous and the new version of the application run. Each can be run again at any point: ");
        text.Append("it goes on where it stopped and skips what is done. They leave the same schema, data, history and journal as `dotnet ef-phased apply`.\n\n");
        Order(text, change, files, writer);
        foreach (var file in files)
            Steps(text, file, services);
        if (change.Of(Phase.Contract).Any())
            text.Append(ScriptEvidence.Describe(change.Name, evidence));
        Notes(text, services);
        return text.ToString();
    }

    private static void Order(StringBuilder text, PhasedChange change, IReadOnlyList<ScriptFile> files, ScriptWriter writer)
    {
        text.Append("## Order\n\n| file | what it does |\n|---|---|\n");
        foreach (var file in files)
            text.Append($"| `{file.Name}` | {file.Title} |\n");
        text.Append("| `verify.sql` | Says what is applied and which rows are left to fill. Only reads. |\n");
        text.Append("| `manifest.json` | The migrations, the tool's version and a SHA-256 of each file. |\n\n");
        text.Append("Run each in its turn; a script whose turn has not come stops before it changes anything.\n\n```\n");
        foreach (var file in files.Where(f => f.Direction == Direction.Up))
            text.Append(writer.RunCommand(file.Name)).Append('\n');
        text.Append("```\n\n");
        if (files.Any(f => f.Direction == Direction.Down))
            text.Append("To go back, run the rollback scripts from the newest phase down.\n\n");
        foreach (var missing in ChangeScripts.WaysBackMissing(change))
            text.Append(missing).Append("\n\n");
    }

    private static void Steps(StringBuilder text, ScriptFile file, RunServices services)
    {
        text.Append($"## {file.Name}\n\n| step | lock | work |\n|---|---|---|\n");
        foreach (var part in file.Sections.SelectMany(s => s.Steps).SelectMany(s => s.Parts))
        {
            var step = part.Operation is GateOperation
                ? new Planning.PlanStep("✓", "gate  order, data, database objects", "", "reads all rows", "")
                : ScriptWriter.Describe(part, services);
            text.Append($"| {Cell($"{step.Symbol} {step.Text}")} | {Cell(step.Lock)} | {Cell(step.Work)} |\n");
        }

        text.Append('\n');
    }

    private static void Notes(StringBuilder text, RunServices services)
    {
        text.Append("## Locks\n\n");
        text.Append("A statement that needs a strong lock waits for it only briefly, so that hardly anybody queues behind it, and is tried up to 30 times with growing ");
        text.Append("pauses. `EFP2002` means that the lock was not to be had: nothing of that step was done. Let the sessions that hold the table end ");
        text.Append("(long transactions, as a rule), then run the same script again.\n\n");
        text.Append("Only one script, or one run of the tool, works on a database at a time (`EFP2003`).\n\n");
        text.Append("## Data\n\n");
        text.Append("A backfill commits after each chunk together with its cursor, and then counts the rows that still differ. ");
        text.Append("`EFP2007` means that some do: correct them and run the script again. Contract asks once more (`EFP3001` lists all that remains).\n");
        if (!services.Dialect.HasTransactionalDdl)
        {
            text.Append("\n## Rights and servers\n\n");
            text.Append("The scripts need the right to create routines, and triggers where the change has a dual write. They create procedures named ");
            text.Append("`efphased_…` and drop them at the end. Triggers are created by `EXECUTE IMMEDIATE`, which MariaDB 10.6 and later have; ");
            text.Append("on MySQL, run `dotnet ef-phased apply`.\n");
        }
        else
        {
            text.Append("\n## Client\n\nRun the scripts as they are, without `--single-transaction`: steps commit one by one. ");
            text.Append("A pooler must keep the session (no transaction pooling).\n");
        }
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
