namespace EfPhased.Benchmarks.Backfills;

/// <summary>One way on one fresh table.</summary>
/// <param name="Shape">The table.</param>
/// <param name="Way">The way.</param>
/// <param name="Took">How long the rows took.</param>
/// <param name="Growth">The table's size afterwards over that before.</param>
/// <param name="Before">The foreground's transactions before it; none when nobody else worked.</param>
/// <param name="During">Those meanwhile.</param>
internal sealed record BackfillRun(string Shape, string Way, TimeSpan Took, double Growth, IReadOnlyList<Sample> Before, IReadOnlyList<Sample> During)
{
    public bool IsIdle => During.Count == 0;

    public TimeSpan P99Before => Quantile(Before, 0.99);

    public TimeSpan P99 => Quantile(During, 0.99);

    public TimeSpan Longest => Quantile(During, 1);

    private static TimeSpan Quantile(IReadOnlyList<Sample> samples, double quantile)
        => samples.Count == 0 ? TimeSpan.Zero : samples.Select(s => s.Took).Order().ElementAt((int)Math.Min(samples.Count - 1, samples.Count * quantile));
}
