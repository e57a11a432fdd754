namespace EfPhased.Testing.Running;

/// <summary>
/// What the triggers between a table (x, y) and its part (px, py) must make of each statement. In short: a statement about one place
/// decides what the other holds; the part has a row as long as anything is there, and a row that only says so stays.
/// </summary>
internal static class RowTable
{
    internal sealed record Values(string? X, string? Y)
    {
        public override string ToString() => $"({X ?? "NULL"}, {Y ?? "NULL"})";
    }

    /// <summary>A row of the table, and the row of the part.</summary>
    internal sealed record State(Values? Whole, Values? Part)
    {
        public override string ToString() => $"[{Whole?.ToString() ?? "-"} | {Part?.ToString() ?? "-"}]";
    }

    private static readonly string?[] Xs = [null, "a", "A", "none"];
    private static readonly string?[] Ys = [null, "b"];

    /// <summary>States that agree, those before the backfill, and those that somebody has spoilt.</summary>
    public static IEnumerable<State> Seeds(string? absent)
    {
        Values none = new(absent, null);
        return [new(none, null), new(none, none), new(new("a", "b"), new("a", "b")), new(new("a", null), null), new(new("a", "b"), new("odd", "b"))];
    }

    public static IEnumerable<(string Sql, State Expected)> Inserts(string? absent)
    {
        yield return ("INSERT INTO tw (id, e) VALUES (1, 'e')", new(new(absent, null), null));
        foreach (var values in All)
        {
            yield return ($"INSERT INTO tw (id, e, x, y) VALUES (1, 'e', {Literal(values.X)}, {Literal(values.Y)})", new(values, IsAbsent(values, absent) ? null : values));
            yield return ($"INSERT INTO tw (id, e) VALUES (1, 'e'); INSERT INTO tp (pid, px, py) VALUES (1, {Literal(values.X)}, {Literal(values.Y)})", new(values, values));
        }
    }

    public static IEnumerable<(string Sql, State Expected)> Changes(State seed, string? absent)
    {
        yield return ("UPDATE tw SET e = 'other'", seed);
        yield return ("DELETE FROM tw", new(null, null));
        foreach (var values in All)
        {
            var update = $"x = {Literal(values.X)}, y = {Literal(values.Y)}";

            // What does not change anything sets nothing off: a spoilt state is not the trigger's to repair.
            yield return ($"UPDATE tw SET {update}", values == seed.Whole ? seed : new(values, IsAbsent(values, absent) ? seed.Part == values ? values : null : values));
            var ofPart = $"px = {Literal(values.X)}, py = {Literal(values.Y)}";
            if (seed.Part is null)
                yield return ($"INSERT INTO tp (pid, px, py) VALUES (1, {Literal(values.X)}, {Literal(values.Y)})", new(values, values));
            else
                yield return ($"UPDATE tp SET {ofPart}", values == seed.Part ? seed : new(values, values));
        }

        if (seed.Part is not null)
            yield return ("DELETE FROM tp", new(new(absent, null), null));
    }

    public static string Literal(string? value) => value is null ? "NULL" : $"'{value}'";

    private static IEnumerable<Values> All => Xs.SelectMany(x => Ys.Select(y => new Values(x, y)));

    private static bool IsAbsent(Values values, string? absent) => values == new Values(absent, null);
}
