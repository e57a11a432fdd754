namespace EfPhased.Benchmarks.Backfills;

internal static class Median
{
    public static double Of(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
