namespace EfPhased.Benchmarks.Backfills;

/// <summary>The table that is filled: its rows are made once and copied for each run, so that every run finds the same pages.</summary>
/// <param name="Name">The shape, for people.</param>
/// <param name="HasUuid">True where the key is one, rather than a number.</param>
/// <param name="OtherColumns">How many columns it has besides.</param>
/// <param name="Rows">How many rows.</param>
internal sealed record BackfillTable(string Name, bool HasUuid, int OtherColumns, int Rows)
{
    public static IReadOnlyList<BackfillTable> Shapes(int rows) =>
    [
        new("narrow, integer key", false, 0, rows),
        new("narrow, uuid key", true, 0, rows),
        new("30 columns, integer key", false, 27, rows),
    ];

    /// <summary>The other columns, in turn a number and a text: their names, and whether each is a number.</summary>
    public IEnumerable<(string Column, bool IsNumber)> Others
        => Enumerable.Range(0, OtherColumns).Select(i => i % 2 == 0 ? ($"N{i}", true) : ($"T{i}", false));
}
