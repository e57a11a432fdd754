namespace EfPhased.Benchmarks;

internal static class Median
{
    public static double Of(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    /// <summary>In seconds.</summary>
    public static double Of(IEnumerable<TimeSpan> times) => Of(times.Select(t => t.TotalSeconds));
}
