namespace EfPhased.Operations;

/// <summary>
/// Creates the triggers that keep columns of a table in step with the rows of another, whoever writes: a row of the other table is
/// there when the columns say so, and the columns hold what it holds. Where both tables are the application's own (<see cref="PartRows"/>),
/// only columns follow; where a row may have several in the other table, the column holds one of them. Triggers stop where both agree, so that they cannot run in circles.
/// </summary>
public sealed class AddRowDualWriteOperation : TablePhasedOperation
{
    /// <summary>The columns, and the table that they are rows of.</summary>
    public required MovedRows Rows { get; init; }

    /// <summary>True when the previous version writes to the part: its values come to the table. Otherwise they leave it.</summary>
    public bool OldIsPart { get; init; }
}
