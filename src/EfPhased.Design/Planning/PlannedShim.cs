using EfPhased.Dialects;
using EfPhased.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// What recipes want kept in step in one table.
/// </summary>
internal sealed class PlannedShim
{
    public List<ColumnPair> Pairs { get; } = [];

    public List<ColumnGroup> Groups { get; } = [];

    public List<ColumnFill> Fills { get; } = [];

    /// <summary>Those of <see cref="Fills"/> that are about old columns.</summary>
    public List<ColumnFill> OldFills { get; } = [];

    public bool IsEmpty => Pairs.Count == 0 && Groups.Count == 0 && Fills.Count == 0;

    public bool HasTwoShapes => Pairs.Count > 0 || Groups.Count > 0;

    /// <summary>The old columns as the new ones make them, and those that follow others.</summary>
    public IEnumerable<BackfillValue> OldValues
        => Pairs.Select(p => new BackfillValue(p.OldColumn, p.DownTemplate) { Type = p.OldType ?? p.Type })
            .Concat(Groups.SelectMany(g => g.Old).Select(o => new BackfillValue(o.Column, o.Value) { Type = o.Type }))
            .Concat(Fills.Where(f => f.Always || OldFills.Contains(f)).Select(f => new BackfillValue(f.Column, f.Value) { Type = f.Type }));

    public AddDualWriteOperation Add(string change, TableRef table)
        => new() { Change = change, Schema = table.Schema, Table = table.Table, Pairs = Pairs, Groups = Groups, Fills = Fills };

    public SwitchDualWriteOperation Switch(string change, TableRef table, bool revert)
        => new() { Change = change, Schema = table.Schema, Table = table.Table, Pairs = Pairs, Groups = Groups, Fills = Fills, Revert = revert };
}
