using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// Divides a change into scripts: one for each phase, with the backfill and what comes after it apart from the rest of Expand,
/// and one for each way back.
/// </summary>
internal sealed class ChangeScripts
{
    private readonly PhasedChange _change;
    private readonly RunServices _services;
    private readonly List<ScriptSection> _expand;

    private ChangeScripts(PhasedChange change, RunServices services)
    {
        _change = change;
        _services = services;
        _expand = [.. change.Of(Phase.Expand).Select(Up)];
    }

    public static IReadOnlyList<ScriptFile> Of(PhasedChange change, RunServices services) => new ChangeScripts(change, services).All();

    /// <summary>Why rollback scripts are missing.</summary>
    public static IEnumerable<string> WaysBackMissing(PhasedChange change)
        => change.Migrations.Where(m => !m.HasDown).Select(m => $"'{m.Id}' has no Down, so there is no script that takes {m.Phase} back.");

    private List<ScriptFile> All()
    {
        var files = new List<ScriptFile>();
        var (before, after) = SplitExpand();
        if (before.Count > 0)
            files.Add(File("1-expand.sql", "Expand: adds the new shape. Deploy the new version after this and the backfill.", before));
        if (after.Count > 0)
            files.Add(File("2-backfill.sql", "Backfill: fills the rows that exist, then adds what builds on them. Deploy the new version after this.", after));
        AddPhase(files, Phase.Switch, "3-switch.sql", "Switch: makes the new shape authoritative. Run it when the new version runs everywhere.");
        AddPhase(files, Phase.Contract, "4-contract.sql", "Contract: removes the old shape. Refuses while anything still needs it.");
        AddRollback(files, Phase.Contract, "rollback-4-contract.sql", "Takes Contract back: the old shape is there again, filled.");
        AddRollback(files, Phase.Switch, "rollback-3-switch.sql", "Takes Switch back: the old shape has its say again.");
        AddRollback(files, Phase.Expand, "rollback-1-expand.sql", "Takes Expand and its backfill back: the schema is as it was before the change.");
        return files;
    }

    private ScriptSection Up(MigrationEntry entry)
    {
        var steps = _services.StepsOf(entry, Direction.Up);
        return new ScriptSection(entry, Direction.Up, steps, steps.Count, Completes: true);
    }

    // Indexes and proofs come after the rows are filled, so they belong to the second script.
    private (List<ScriptSection> Before, List<ScriptSection> After) SplitExpand()
    {
        var before = new List<ScriptSection>();
        var after = new List<ScriptSection>();
        foreach (var section in _expand)
        {
            var backfill = section.Steps.ToList().FindIndex(s => s.Operation is BackfillOperation);
            if (after.Count > 0 || backfill == 0)
                after.Add(section);
            else if (backfill < 0)
                before.Add(section);
            else
            {
                before.Add(section with { Steps = [.. section.Steps.Take(backfill)], Completes = false });
                after.Add(section with { Steps = [.. section.Steps.Skip(backfill)] });
            }
        }

        return (before, after);
    }

    private void AddPhase(List<ScriptFile> files, Phase phase, string name, string title)
    {
        var sections = _change.Of(phase).Select(Up).ToList();
        if (sections.Count > 0)
            files.Add(File(name, title, sections));
    }

    private void AddRollback(List<ScriptFile> files, Phase phase, string name, string title)
    {
        // Taken back in part, a phase would leave what neither version knows.
        if (!_change.Of(phase).Any() || _change.Of(phase).Any(m => !m.HasDown))
            return;
        var sections = new List<ScriptSection>();
        foreach (var entry in _change.Of(phase).Reverse())
        {
            var steps = _services.StepsOf(entry, Direction.Down);
            sections.Add(new ScriptSection(entry, Direction.Down, steps, steps.Count, Completes: true));
        }

        var later = _change.Migrations.Where(m => m.Phase > phase).Select(m => new Requirement(
            RequirementKind.NotApplied, m.Id,
            $"EFP3004: '{m.Id}' is applied, so {Word(phase)} of '{_change.Name}' cannot be taken back yet. Run {RollbackOf(m.Phase!.Value)} first."));
        files.Add(new ScriptFile(name, _change.Name, title, [.. later], sections));
    }

    private ScriptFile File(string name, string title, List<ScriptSection> sections)
    {
        var requirements = new List<Requirement>();
        foreach (var entry in Earlier(sections[0].Entry))
        {
            requirements.Add(new Requirement(
                RequirementKind.Applied, entry.Id,
                entry.IsPhased
                    ? $"EFP3003: '{entry.Id}' is not applied. Run {ScriptOf(entry.Phase!.Value)} of '{entry.Change}' first."
                    : $"EFP3003: the migration '{entry.Id}' is not applied. Run its script ('dotnet ef migrations script') first."));
        }

        if (sections[0] is { Steps: [{ Number: > 1 } first, ..] } rest)
        {
            requirements.Add(new Requirement(
                RequirementKind.StepsDone, rest.Entry.Id, $"EFP3003: the expand steps of '{_change.Name}' are not done. Run 1-expand.sql first.")
            {
                Steps = first.Number - 1,
            });
        }

        requirements.AddRange(sections.Select(s => new Requirement(
            RequirementKind.NoOpenRollback, s.Entry.Id,
            $"EFP2014: a rollback of '{s.Entry.Id}' was interrupted. Run {RollbackOf(s.Entry.Phase!.Value)} to its end first.")));
        return new ScriptFile(name, _change.Name, title, requirements, sections);
    }

    // What the change builds on: plain migrations before it, and its own earlier ones.
    private IEnumerable<MigrationEntry> Earlier(MigrationEntry first)
        => _services.Migrations
            .TakeWhile(m => m.Id != first.Id)
            .Where(m => !m.IsPhased)
            .Concat(_change.Migrations.TakeWhile(m => m.Id != first.Id));

    private static string Word(Phase phase) => phase.ToString().ToLowerInvariant();

    private static string ScriptOf(Phase phase) => phase switch
    {
        Phase.Expand => "1-expand.sql and 2-backfill.sql",
        Phase.Switch => "3-switch.sql",
        _ => "4-contract.sql",
    };

    private static string RollbackOf(Phase phase) => phase switch
    {
        Phase.Expand => "rollback-1-expand.sql",
        Phase.Switch => "rollback-3-switch.sql",
        _ => "rollback-4-contract.sql",
    };
}
