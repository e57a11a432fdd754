using EfPhased.Journals;

namespace EfPhased.Backfills.Shared;

/// <summary>
/// A range of the key that one of several workers has claimed.
/// </summary>
internal sealed class ClaimedRange(
    RangeJournal journal, long number, IReadOnlyList<string>? after, IReadOnlyList<string> end, long rowsDone) : Stretch(after, end)
{
    public long Number { get; } = number;

    /// <summary>Rows of the range that were passed, by whoever had it before too.</summary>
    public long RowsDone { get; private set; } = rowsDone;

    /// <exception cref="RangeLostException">Another worker has taken it over.</exception>
    public override Task AdvanceAsync(IReadOnlyList<string> key, long rows, CancellationToken cancel)
        => key.SequenceEqual(End!) ? journal.FinishAsync(this, rows, cancel) : journal.AdvanceAsync(this, key, rows, cancel);

    public override void Passed(IReadOnlyList<string> key, long rows)
    {
        base.Passed(key, rows);
        RowsDone += rows;
    }
}

/// <summary>The range is another worker's now; nothing that was done since has been committed.</summary>
internal sealed class RangeLostException : Exception;
