using EfPhased.Design.Planning.Edits;
using EfPhased.Design.Recipes;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Planning;

/// <summary>
/// Turns one model diff into migrations: the recipes plan steps, the models between old and new are built, and each step takes its
/// ordinary operations from EF Core's diff between those models.
/// </summary>
internal sealed class PhasePlanner(DbContext context, IMigrationsModelDiffer differ, Func<string, string> generateId)
{
    private readonly Dialect _dialect = Dialect.For(context.Database.ProviderName);

    /// <param name="change">The name of the change.</param>
    /// <param name="oldModel">The last migration's model; null before the first one.</param>
    /// <param name="newModel">The model as the code has it.</param>
    /// <param name="hints">What the author said about renames and values.</param>
    /// <param name="handWritten">Steps of the author's own.</param>
    /// <exception cref="PhasedException">EFP4xxx: the change cannot be split, and why.</exception>
    public PhasedPlan Plan(string change, IModel? oldModel, IModel newModel, PlanHints hints, IReadOnlyList<PlannedStep>? handWritten = null)
    {
        HintReader.RefuseDuplicates(hints);
        var before = oldModel?.GetRelationalModel();
        var after = newModel.GetRelationalModel();
        HintReader.CheckColumns(hints, before, after);
        var operations = Differences(before, after);
        if (operations.Count == 0 && handWritten is not { Count: > 0 })
            throw DesignErrors.NoChange(context.GetType().Name);

        operations = RenameDecisions.Apply(operations, before, after, hints);
        IdentifierChecks.Check(operations, before, after, _dialect);
        var moves = HintReader.Moves(hints, before, after);
        var plan = new PlanContext(
            change, before, after, _dialect, context.GetService<IRelationalTypeMappingSource>(), operations, HintReader.Expressions("--value", hints.Values, after, after))
        {
            Back = before is null ? [] : [.. Differences(after, before)],
            Hints = ColumnHints.Read(hints, before, after, moves),
            Moves = moves,
            Writer = _dialect.CreateWriter(context.GetService<ISqlGenerationHelper>(), context.GetService<IRelationalTypeMappingSource>()),
        };
        RecipeList.PlanAll(plan);
        StatementsOverBoth.Warn(plan);
        foreach (var step in handWritten ?? [])
            plan.Plan.Add(step);

        var steps = plan.Plan.Build();
        var phases = Phases(steps);
        var models = TargetModels(change, phases, plan.Plan.Edits, newModel);

        var migrations = new List<PlannedMigration>();
        var last = oldModel;
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var target = models[phase];
            var own = steps.Where(s => s.Phase == phase).ToList();
            if (phase == Phase.Contract && own.Count > 0)
                own.Insert(0, Gate(plan.Plan, migrations));

            migrations.AddRange(Resolve(change, phase, own, last, target));
            last = target;
        }

        LockedTable.Refuse(plan, migrations);
        CheckSnapshot(change, last, newModel);
        return TombstonePlan.Apply(new PhasedPlan(change, _dialect, migrations, plan.Plan.Warnings) { Answers = plan.Answers }, hints.TombstoneFor);
    }

    // Pomelo's differ fills the nulls of a column that becomes required, in one UPDATE. The backfill has done so by then, in chunks.
    private IReadOnlyList<MigrationOperation> Differences(IRelationalModel? source, IRelationalModel? target)
        => [.. differ.GetDifferences(source, target).Where(o => o is not UpdateDataOperation update || !FillsNulls(update)).Select(CharSets.WithOldCollation)];

    private static bool FillsNulls(UpdateDataOperation update)
        => update.KeyColumns is [var key] && update.Columns is [var column] && key == column && update.KeyValues is { Length: 1 } values && values[0, 0] is null;

    // Rows are planned from the whole change.
    private static IReadOnlyList<MigrationOperation> WithoutRows(IEnumerable<MigrationOperation> operations)
        => [.. operations.Where(o => !o.IsRows())];

    private static HashSet<Phase> Phases(IEnumerable<PlannedStep> steps) => [.. steps.Select(s => s.Phase)];

    // A phase without steps leaves the model as it was before it, and the last one leads to the new model itself.
    private Dictionary<Phase, IModel> TargetModels(string change, HashSet<Phase> phases, IReadOnlyList<ModelEdit> edits, IModel newModel)
    {
        var models = new Dictionary<Phase, IModel> { [Phase.Contract] = newModel };
        var builder = new IntermediateModels(context, change);
        var contracts = phases.Contains(Phase.Contract);
        models[Phase.Switch] = contracts ? builder.Build(edits, Phase.Switch) : newModel;
        models[Phase.Expand] = phases.Contains(Phase.Switch) ? builder.Build(edits, Phase.Expand) : models[Phase.Switch];
        return models;
    }

    private static PlannedStep Gate(PlanBuilder plan, IEnumerable<PlannedMigration> before)
    {
        var gate = plan.Gate([.. before.Select(m => m.Id)]);
        return new PlannedStep(Phase.Contract, Stage.Gate) { MakeUp = _ => [gate] };
    }

    private IEnumerable<PlannedMigration> Resolve(
        string change, Phase phase, List<PlannedStep> steps, IModel? source, IModel target)
    {
        var up = new ClaimedOperations(WithoutRows(Differences(source?.GetRelationalModel(), target.GetRelationalModel())));
        var down = new ClaimedOperations(WithoutRows(Differences(target.GetRelationalModel(), source?.GetRelationalModel())));

        var upOperations = steps.SelectMany(s => s.MakeUp(up.Take(s.Up, s.UpIfAny))).ToList();
        var downOperations = Enumerable.Reverse(steps).SelectMany(s => s.MakeDown(down.Take(s.Down, s.DownIfAny))).ToList();

        // The models are truthful when each operation between them was planned, and each planned one is there.
        var problems = up.Problems($"{phase}").Concat(down.Problems($"back from {phase}")).ToList();
        if (problems.Count > 0)
            throw DesignErrors.UntruthfulModel(change, problems);

        if (steps.Count > 0)
            yield return new PlannedMigration(phase, generateId($"{change}_{phase}"), upOperations, downOperations, target);
    }

    // 'dotnet ef migrations remove' compares the last migration's model with the snapshot.
    private void CheckSnapshot(string change, IModel? last, IModel newModel)
    {
        if (differ.HasDifferences(last?.GetRelationalModel(), newModel.GetRelationalModel()))
            throw DesignErrors.UntruthfulModel(change, ["the last migration's model is not the snapshot's"]);
    }

    private sealed class ClaimedOperations(IReadOnlyList<MigrationOperation> operations)
    {
        private readonly List<MigrationOperation> _left = [.. operations];
        private readonly List<OperationKey> _missing = [];

        public List<MigrationOperation> Take(IReadOnlyList<OperationKey> keys, IReadOnlyList<OperationKey> ifAny)
        {
            var taken = new List<MigrationOperation>();
            foreach (var key in keys.Concat(ifAny))
            {
                var found = _left.Where(o => OperationKey.Of(o) == key).ToList();
                if (found.Count == 0 && keys.Contains(key))
                    _missing.Add(key);
                taken.AddRange(found);
                _left.RemoveAll(found.Contains);
            }

            return taken;
        }

        public IEnumerable<string> Problems(string where)
            => _missing.Select(k => $"{where} misses {k}").Concat(_left.Select(o => $"{where} has {OperationKey.Of(o)} besides"));
    }
}
