namespace EfPhased;

/// <summary>
/// What becomes of the rows of the part while its columns and those of the table are kept in step.
/// </summary>
public enum PartRows
{
    /// <summary>They come and go with what the table's columns say.</summary>
    Follow,

    /// <summary>The application inserts and deletes them, and only their columns are kept in step. What has no row there stays where it is.</summary>
    Stay,

    /// <summary>
    /// As <see cref="Stay"/>; and where the table's columns hold something there has to be a row, because they go with the change. The
    /// backfill and the gate count those that have none.
    /// </summary>
    Needed,

    /// <summary>
    /// A row of the table may have several, which the part's key and its column tell apart. The table's column holds the one that the
    /// previous version sees, and what that version writes replaces this row alone.
    /// </summary>
    Several,
}
