using EfPhased.Design.Planning.Edits;
using System.Security.Cryptography;
using System.Text;
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
    public void DualWrite(TableRef table, string[] key, ColumnPair pair)
    {
        var work = Work(table, key);
        work.Pairs.Add(pair);
        work.Values.Add(new BackfillValue(pair.NewColumn, pair.UpTemplate) { Type = pair.Type });
    }

    /// <summary>Computes a new column for rows that the previous version inserts, and for those that exist.</summary>
    public void Fill(TableRef table, string[] key, ColumnFill fill)
    {
        Work(table, key).Fills.Add(fill);
        Backfill(table, key, new BackfillValue(fill.Column, fill.Value) { WhereNull = true });
    }

    public void Backfill(TableRef table, string[] key, BackfillValue value) => Work(table, key).Values.Add(value);

    /// <summary>Has the gate look for whatever depends on something that Contract removes.</summary>
    public void Remove(TableRef table, string column) => _removes.Add(new RemovedObject(table.Table, column, table.Schema));

    /// <inheritdoc cref="Remove(TableRef, string)" />
    public void Remove(TableRef table) => _removes.Add(new RemovedObject(table.Table, null, table.Schema));

    /// <summary>All steps in the order of execution; the gate is missing, because it names the migrations before it.</summary>
    public IReadOnlyList<PlannedStep> Build()
        => [.. _steps.Concat(_tables.SelectMany(t => Shim(t.Key, t.Value))).OrderBy(s => s.Phase).ThenBy(s => s.Stage)];

    /// <summary>The gate of the contract migration.</summary>
    /// <param name="requires">Ids of the migrations of the phases before.</param>
    public GateOperation Gate(IReadOnlyList<string> requires) => new()
    {
        Change = change,
        Requires = requires,
        Removes = _removes,
        Agreements = [.. _tables.Where(t => t.Value.Values.Count > 0)
            .Select(t => new RowAgreement(t.Key.Table, t.Value.Key, t.Value.Values, t.Key.Schema))],
    };

    /// <summary>A name that is free in both models, for an index that bears it only during the change.</summary>
    public string TemporaryName(string name)
    {
        var temporary = ShortName(name + "_new");
        var tables = (oldModel?.Tables ?? []).Concat(newModel.Tables);
        return tables.SelectMany(t => t.Indexes).Any(i => i.Name == temporary) ? throw DesignErrors.NameTaken(temporary, change) : temporary;
    }

    /// <summary>The name itself where the server takes it; else its start and a hash, so that two long names stay two.</summary>
    public string ShortName(string name)
    {
        if (dialect.LengthOf(name) <= dialect.MaxIdentifierLength)
            return name;

        var hash = "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        var start = name;
        while (dialect.LengthOf(start + hash) > dialect.MaxIdentifierLength)
            start = start[..^(char.IsLowSurrogate(start[^1]) ? 2 : 1)];
        return start + hash;
    }

    private TableWork Work(TableRef table, string[] key)
        => _tables.TryGetValue(table, out var work) ? work : _tables[table] = new TableWork(key);

    private IEnumerable<PlannedStep> Shim(TableRef table, TableWork work)
    {
        if (work.Values.Count > 0)
        {
            yield return PlannedStep.Phased(Phase.Expand, Stage.Backfill, new BackfillOperation
            {
                Change = change, Schema = table.Schema, Table = table.Table, Key = work.Key, Values = work.Values,
            });
        }

        if (work.Pairs.Count == 0 && work.Fills.Count == 0)
            yield break;

        AddDualWriteOperation AddShim(IReadOnlyList<ColumnPair> pairs)
            => new() { Change = change, Schema = table.Schema, Table = table.Table, Pairs = pairs, Fills = work.Fills };
        SwitchDualWriteOperation SwitchShim(bool revert) => new()
        {
            Change = change, Schema = table.Schema, Table = table.Table, Pairs = work.Pairs, Fills = work.Fills, Revert = revert,
        };
        var drop = new DropDualWriteOperation { Change = change, Schema = table.Schema, Table = table.Table };

        yield return PlannedStep.Phased(Phase.Expand, Stage.DualWrite, AddShim(work.Pairs), drop);
        if (work.Pairs.Count > 0)
            yield return PlannedStep.Phased(Phase.Switch, Stage.DualWrite, SwitchShim(revert: false), SwitchShim(revert: true));

        // Coming back from Contract, the old columns exist again but are empty: they are filled from the new ones.
        var back = new List<PhasedOperation> { AddShim(work.Pairs) };
        if (work.Pairs.Count > 0)
        {
            back.Add(SwitchShim(revert: false));
            back.Add(new BackfillOperation
            {
                Change = change, Schema = table.Schema, Table = table.Table, Key = work.Key,
                Values = [.. work.Pairs.Select(p => new BackfillValue(p.OldColumn, p.DownTemplate) { Type = p.Type })],
            });
        }

        yield return PlannedStep.Phased(Phase.Contract, Stage.DropDualWrite, drop, [.. back]);
    }

    private sealed class TableWork(string[] key)
    {
        public string[] Key { get; } = key;

        public List<ColumnPair> Pairs { get; } = [];

        public List<ColumnFill> Fills { get; } = [];

        public List<BackfillValue> Values { get; } = [];
    }
}
