using EfPhased.Design.Planning.Edits;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// Collects what recipes contribute. What several of them want of one table (a shim, a backfill) becomes one step.
/// </summary>
internal sealed class PlanBuilder(string change, IRelationalModel? oldModel, IRelationalModel newModel, Dialect dialect)
{
    private readonly List<PlannedStep> _steps = [];
    private readonly List<ModelEdit> _edits = [];
    private readonly List<string> _warnings = [];
    private readonly List<RemovedObject> _removes = [];
    private readonly Dictionary<TableRef, TableWork> _tables = [];
    private readonly List<PlannedMove> _moves = [];

    public IReadOnlyList<ModelEdit> Edits => _edits;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds a step, unless another column's recipe has already planned it: an index over two renamed columns is one index.</summary>
    public void Add(PlannedStep step)
    {
        if (step.Up.Count == 0 || !_steps.Any(s => s.Phase == step.Phase && s.Up.SequenceEqual(step.Up)))
            _steps.Add(step);
    }

    public void Edit(ModelEdit edit)
    {
        if (!_edits.Contains(edit))
            _edits.Add(edit);
    }

    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Keeps two columns in step from Expand to Contract, fills the new one, and has the gate compare them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The key that a backfill walks along.</param>
    /// <param name="pair">The columns.</param>
    /// <param name="standIn">
    /// Where <see cref="ColumnPair.OldRequired"/> tells who wrote: the default, as SQL, that the old column has while Contract drops it.
    /// </param>
    public void DualWrite(TableRef table, string[] key, ColumnPair pair, string? standIn = null)
    {
        var work = Work(table, key);
        work.Shim.Pairs.Add(pair);
        work.StandIn.Pairs.Add(standIn is null ? pair : pair with { OldDefault = standIn });
        work.NeedsStandIn |= standIn is not null;
        Fill(work, Shim.Of(new AddDualWriteOperation { Change = change, Table = table.Table, Pairs = [pair] }));
    }

    /// <summary>Keeps several columns in step with one or several others.</summary>
    public void DualWrite(TableRef table, string[] key, ColumnGroup group, ColumnGroup? standIn = null)
    {
        var work = Work(table, key);
        work.Shim.Groups.Add(group);
        work.StandIn.Groups.Add(standIn ?? group);
        work.NeedsStandIn |= standIn is not null;
        Fill(work, Shim.Of(new AddDualWriteOperation { Change = change, Table = table.Table, Groups = [group] }));
    }

    /// <summary>True for a new column that a shim fills, from an old one or otherwise.</summary>
    public bool IsFilled(TableRef table, string column)
        => _tables.TryGetValue(table, out var work) && (work.Shim.Pairs.Any(p => p.NewColumn == column)
            || work.Shim.Groups.SelectMany(g => g.New).Any(n => n.Column == column) || work.Shim.Fills.Any(f => f.Column == column));

    /// <summary>Computes a column for rows that a version writes without it, and for those that exist.</summary>
    public void Fill(TableRef table, string[] key, ColumnFill fill)
    {
        var work = Work(table, key);
        work.Shim.Fills.Add(fill);
        work.StandIn.Fills.Add(fill);
        Backfill(table, key, new BackfillValue(fill.Column, fill.Value) { WhereNull = true });
    }

    /// <summary>Has a column that no version knows follow another one from Expand to Contract, fills it, and has the gate compare them.</summary>
    public void Follow(TableRef table, string[] key, ColumnFill fill)
    {
        var work = Work(table, key);
        work.Shim.Fills.Add(fill);
        work.StandIn.Fills.Add(fill);
        Backfill(table, key, new BackfillValue(fill.Column, fill.Value));
    }

    public void Backfill(TableRef table, string[] key, BackfillValue value) => Work(table, key).Values.Add((value, value));

    /// <summary>Computes a column for rows that a version writes without it, and leaves those that exist alone.</summary>
    public void FillNewRows(TableRef table, string[] key, ColumnFill fill)
    {
        var work = Work(table, key);
        work.Shim.Fills.Add(fill);
        work.StandIn.Fills.Add(fill);
    }

    /// <summary>Computes an old column, which the new version does not write, for its rows; coming back from Contract, for all.</summary>
    public void FillOld(TableRef table, string[] key, ColumnFill fill)
    {
        FillNewRows(table, key, fill);
        Work(table, key).Shim.OldFills.Add(fill);
    }

    /// <summary>Keeps columns of a table in step with rows of another from Expand to Contract, fills the new place, and has the gate compare them.</summary>
    public void Move(PlannedMove move) => _moves.Add(move);

    public IReadOnlyList<PlannedMove> Moves => _moves;

    /// <summary>Has the gate look for whatever depends on something that Contract removes.</summary>
    public void Remove(TableRef table, string column) => _removes.Add(new RemovedObject(table.Table, column, table.Schema));

    /// <inheritdoc cref="Remove(TableRef, string)" />
    public void Remove(TableRef table) => _removes.Add(new RemovedObject(table.Table, null, table.Schema));

    /// <summary>All steps in the order of execution; the gate is missing, because it names the migrations before it.</summary>
    public IReadOnlyList<PlannedStep> Build()
        => [.. _steps.Concat(_tables.SelectMany(t => Shims(t.Key, t.Value))).Concat(MoveSteps()).OrderBy(s => s.Phase).ThenBy(s => s.Stage)];

    /// <summary>The gate of the contract migration.</summary>
    /// <param name="requires">Ids of the migrations of the phases before.</param>
    public GateOperation Gate(IReadOnlyList<string> requires) => new()
    {
        Change = change,
        Requires = requires,
        Removes = _removes,
        Agreements = [.. _tables.Where(t => t.Value.Values.Count > 0)
            .Select(t => new RowAgreement(t.Key.Table, t.Value.Key, [.. t.Value.Values.Select(v => v.Agreed)], t.Key.Schema))
            .Concat(_moves.Select(m => m.Agreement))],
    };

    /// <summary>A name that is free in both models, for an index that bears it only during the change.</summary>
    public string TemporaryName(string name)
    {
        var temporary = ShortName(name + "_new");
        var tables = (oldModel?.Tables ?? []).Concat(newModel.Tables);
        return tables.SelectMany(t => t.Indexes).Any(i => i.Name == temporary) ? throw DesignErrors.NameTaken(temporary, change) : temporary;
    }

    /// <inheritdoc cref="Dialect.Shorten" />
    public string ShortName(string name) => dialect.Shorten(name);

    // Parts come before those below them, where Contract is taken back too.
    private IEnumerable<PlannedStep> MoveSteps()
    {
        var steps = _moves.SelectMany(m => m.Steps(change), (move, step) => (move.Level, Step: step)).ToLookup(s => s.Step.Phase);
        return steps[Phase.Expand].OrderBy(s => s.Level).Concat(steps[Phase.Contract].OrderByDescending(s => s.Level)).Select(s => s.Step);
    }

    private TableWork Work(TableRef table, string[] key)
        => _tables.TryGetValue(table, out var work) ? work : _tables[table] = new TableWork(key);

    private static void Fill(TableWork work, Shim shim)
    {
        foreach (var group in shim.Groups)
            work.Values.AddRange(group.Values(nullCounts: false).Zip(group.Values(nullCounts: true)));
    }

    private IEnumerable<PlannedStep> Shims(TableRef table, TableWork work)
    {
        if (work.Values.Count > 0)
            yield return PlannedStep.Phased(Phase.Expand, Stage.Backfill, Backfill(table, work, [.. work.Values.Select(v => v.Filled)]));
        if (work.Shim.IsEmpty)
            yield break;

        var drop = new DropDualWriteOperation { Change = change, Schema = table.Schema, Table = table.Table };
        yield return PlannedStep.Phased(Phase.Expand, Stage.DualWrite, work.Shim.Add(change, table), drop);
        if (work.Shim.HasTwoShapes)
            yield return PlannedStep.Phased(Phase.Switch, Stage.DualWrite, work.Shim.Switch(change, table, revert: false), work.Shim.Switch(change, table, revert: true));

        // Coming back from Contract, the old columns exist again but are empty: they are filled from the new ones.
        var back = new List<PhasedOperation> { (work.NeedsStandIn ? work.StandIn : work.Shim).Add(change, table) };
        if (work.Shim.HasTwoShapes)
        {
            if (!work.NeedsStandIn)
                back.Add(work.Shim.Switch(change, table, revert: false));
        }

        if (work.Shim.OldValues.ToList() is { Count: > 0 } old)
            back.Add(Backfill(table, work, old));

        // While the old column has a default that only stands in, finding it there tells as much as finding nothing.
        if (work.NeedsStandIn)
        {
            yield return PlannedStep.Phased(
                Phase.Contract, Stage.Columns, work.StandIn.Switch(change, table, revert: true), work.Shim.Switch(change, table, revert: false));
        }

        yield return PlannedStep.Phased(Phase.Contract, Stage.DropDualWrite, drop, [.. back]);
    }

    private BackfillOperation Backfill(TableRef table, TableWork work, IReadOnlyList<BackfillValue> values)
        => new() { Change = change, Schema = table.Schema, Table = table.Table, Key = work.Key, Values = values };

    private sealed class TableWork(string[] key)
    {
        public string[] Key { get; } = key;

        public PlannedShim Shim { get; } = new();

        /// <summary>The same, while old columns have a default that only stands in.</summary>
        public PlannedShim StandIn { get; } = new();

        public bool NeedsStandIn { get; set; }

        /// <summary>What the backfill fills, and what the gate asks of rows that were written since.</summary>
        public List<(BackfillValue Filled, BackfillValue Agreed)> Values { get; } = [];
    }
}
