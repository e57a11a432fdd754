namespace EfPhased.Design.Linting.Checks;

/// <summary>
/// How alike two names are: the share of their pairs of letters that they have in common (Dice), whatever their case and underscores.
/// </summary>
internal static class Similarity
{
    /// <returns>0 for nothing in common, 1 for the same name.</returns>
    public static double Of(string left, string right)
    {
        var (l, r) = (Pairs(left), Pairs(right));
        if (l.Count + r.Count == 0)
            return Plain(left) == Plain(right) ? 1 : 0;
        var common = l.Sum(p => Math.Min(p.Value, r.GetValueOrDefault(p.Key)));
        return 2.0 * common / (l.Values.Sum() + r.Values.Sum());
    }

    private static Dictionary<string, int> Pairs(string name)
    {
        var plain = Plain(name);
        return Enumerable.Range(0, Math.Max(0, plain.Length - 1)).GroupBy(i => plain.Substring(i, 2)).ToDictionary(g => g.Key, g => g.Count());
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
