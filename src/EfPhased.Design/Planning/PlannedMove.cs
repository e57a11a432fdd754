using EfPhased.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Values that move between a table's columns and the rows of another.
/// </summary>
/// <param name="Table">The table with the columns.</param>
/// <param name="Rows">The columns and the other table.</param>
/// <param name="OldIsPart">The values come from the other table; otherwise they go to it.</param>
internal sealed record PlannedMove(TableRef Table, MovedRows Rows, bool OldIsPart)
{
    /// <summary>How many other parts are between the table and this one.</summary>
    public int Level => Rows.Parent?.Level ?? 0;

    /// <summary>The other table is that of an abstract type: it has no row for which no other below has one.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>What the gate asks of every row of the table. Only there all parts are filled, those of subtypes too.</summary>
    public RowAgreement Agreement
    {
        get
        {
            var value = Value(OldIsPart);
            return new(
                Table.Table, Rows.Key,
                [IsAbstract && OldIsPart ? value with { Rows = Rows with { Kind = Rows.Kind! with { OwnMustPass = true } } } : value], Table.Schema);
        }
    }

    /// <summary>The dual write and the backfill. Coming back from Contract, the old place exists again but is empty: it is filled from the new one.</summary>
    public IEnumerable<PlannedStep> Steps(string change)
    {
        var add = new AddRowDualWriteOperation { Change = change, Schema = Table.Schema, Table = Table.Table, Rows = Rows, OldIsPart = OldIsPart };
        var drop = new DropRowDualWriteOperation { Change = change, Schema = Table.Schema, Table = Table.Table, Part = Rows.Part, PartSchema = Rows.PartSchema, Level = Level };
        yield return PlannedStep.Phased(Phase.Expand, Stage.DualWrite, add, drop);
        yield return PlannedStep.Phased(Phase.Expand, Stage.Backfill, Backfill(change, OldIsPart));

        // Where rows of a third table may go, coming back the column's foreign key has to be there before anything fills the column.
        var last = Rows.Principal is null ? Stage.DropDualWrite : Stage.DropDualWriteFirst;
        yield return PlannedStep.Phased(Phase.Contract, last, drop, add, Backfill(change, !OldIsPart));
    }

    private BackfillOperation Backfill(string change, bool fromPart)
        => new() { Change = change, Schema = Table.Schema, Table = Table.Table, Key = Rows.Key, Values = [Value(fromPart)] };

    private BackfillValue Value(bool fromPart)
    {
        var (column, value) = Rows.Columns is [var first, ..] ? (first.Column, first.UpTemplate) : (Rows.Kind!.Column, ColumnTemplate.For(Rows.Kind.Column));
        return new BackfillValue(column, value) { Rows = Rows, FromPart = fromPart };
    }
}
