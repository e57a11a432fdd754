using EfPhased.Journals;

namespace EfPhased.Backfills;

/// <summary>
/// A part of a table that one worker fills, and its cursor in the database.
/// </summary>
internal abstract class Stretch(IReadOnlyList<string>? after, IReadOnlyList<string>? end)
{
    /// <summary>The last key that is done; null before the first.</summary>
    public IReadOnlyList<string>? After { get; private set; } = after;

    /// <summary>The last key that is meant; null where there is no row.</summary>
    public IReadOnlyList<string>? End { get; } = end;

    public bool IsDone => End is null || (After is not null && After.SequenceEqual(End));

    /// <summary>Moves the cursor. In the transaction of the rows that it passes.</summary>
    public abstract Task AdvanceAsync(IReadOnlyList<string> key, long rows, CancellationToken cancel);

    /// <summary>That transaction has committed.</summary>
    public virtual void Passed(IReadOnlyList<string> key, long rows) => After = key;
}

/// <summary>All that is left of a backfill, for the one worker who has it to himself.</summary>
internal sealed class WholeStretch(BackfillJournal journal, BackfillEntry entry) : Stretch(entry.LastKey, entry.EndKey)
{
    public override Task AdvanceAsync(IReadOnlyList<string> key, long rows, CancellationToken cancel) => journal.AdvanceAsync(entry, key, rows, cancel);
}
