using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// What the author says about the way from old columns to new ones and back, read against both models.
/// </summary>
/// <param name="Ups">SQL for new columns, with columns of the old table in braces.</param>
/// <param name="Downs">SQL for old columns, with columns of the new table in braces.</param>
/// <param name="Lossy">Names of columns that need not keep every value.</param>
internal sealed record ColumnHints(
    IReadOnlyDictionary<ColumnRef, string> Ups, IReadOnlyDictionary<ColumnRef, string> Downs, IReadOnlyList<string> Lossy)
{
    /// <summary>Old columns that are dropped, whatever they look like.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Somebody can be asked.</summary>
    public bool CanAsk { get; init; }

    public static ColumnHints None { get; } = new(new Dictionary<ColumnRef, string>(), new Dictionary<ColumnRef, string>(), []);

    /// <exception cref="PhasedException">EFP4011: a hint names no column, or several.</exception>
    public static ColumnHints Read(PlanHints hints, IRelationalModel? before, IRelationalModel after, IReadOnlyDictionary<ColumnRef, ColumnRef> moves)
        => before is null
            ? None
            : new ColumnHints(
                HintReader.Expressions("--up", hints.Ups, after, before, c => moves.GetValueOrDefault(c, c).In),
                HintReader.Expressions("--down", hints.Downs, before, after, c => moves.FirstOrDefault(m => m.Value == c).Key?.In ?? c.In), hints.Lossy)
            {
                Dropped = hints.NoRenames,
                CanAsk = hints.CanAsk,
            };

    /// <summary>The author says that nothing became of an old column.</summary>
    public bool IsDropped(IColumn column) => Dropped.Any(d => HintReader.Means(d, column));

    /// <summary>The author accepts that a column's conversion loses something.</summary>
    public bool Accepts(params IColumn[] columns) => Lossy.Any(l => columns.Any(c => HintReader.Means(l, c)));
}
