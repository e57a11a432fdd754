using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// What a dual write keeps in step, pairs and groups alike: a pair is a group of one column a side.
/// </summary>
internal sealed record Shim(IReadOnlyList<ShimGroup> Groups, IReadOnlyList<ColumnFill> Fills)
{
    /// <summary>There are two shapes, and so something to record about writes through the old one.</summary>
    public bool HasTwoShapes => Groups.Count > 0;

    /// <summary>Updates matter too.</summary>
    public bool WatchesUpdates => HasTwoShapes || Fills.Any(f => f.OnUpdate || f.Always || f.Follows);

    public static Shim Of(AddDualWriteOperation operation) => Of(operation.Pairs, operation.Groups, operation.Fills);

    public static Shim Of(SwitchDualWriteOperation operation) => Of(operation.Pairs, operation.Groups, operation.Fills);

    private static Shim Of(IEnumerable<ColumnPair> pairs, IEnumerable<ColumnGroup> groups, IReadOnlyList<ColumnFill> fills)
        => new([.. pairs.Select(Of), .. groups.Select(g => new ShimGroup(g.Old, g.New, IsCopy: false))], fills);

    private static ShimGroup Of(ColumnPair pair) => new(
        [new(pair.OldColumn, pair.DownTemplate) { Type = pair.OldType ?? pair.Type, Default = pair.OldDefault, Required = pair.OldRequired }],
        [new(pair.NewColumn, pair.UpTemplate) { Type = pair.Type }],
        IsCopy: pair is { Up: null, Down: null });
}

/// <summary>Columns of two shapes. In a copy the two sides hold the same value, so neither can say more than the other.</summary>
internal sealed record ShimGroup(IReadOnlyList<GroupedColumn> Old, IReadOnlyList<GroupedColumn> New, bool IsCopy)
{
    /// <summary>The backfill of the new side from the old one.</summary>
    /// <param name="nullCounts">True where every row has been filled once.</param>
    public IEnumerable<BackfillValue> Values(bool nullCounts) => New.Select(n => new BackfillValue(n.Column, n.Value)
    {
        Type = n.Type,
        Unless = IsCopy ? [] : [.. Old.Select(o => new BackfillValue(o.Column, o.Value) { Type = o.Type })],
        NullCounts = !IsCopy && nullCounts,
    });
}
