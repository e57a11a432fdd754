namespace EfPhased.Testing.Running;

/// <summary>
/// What the triggers between a table (t) and a part that has several rows for one of it (tid) must make of each statement. In short: the
/// column is one of the rows; what is written there replaces that row, and what happens to the other rows leaves it alone.
/// </summary>
internal static class SeveralTable
{
    /// <summary>The column of a row of the table, and its rows in the part.</summary>
    internal sealed record State(int? Column, IReadOnlyList<int> Rows)
    {
        public static readonly State Empty = new(null, []);

        public override string ToString() => $"[{Literal(Column)} | {string.Join(", ", Rows)}]";

        /// <summary>The previous version writes to the column.</summary>
        public State Written(int? value) => value == Column ? this : new(value, Sorted(value is { } row ? Except(Column).Append(row) : Except(Column)));

        public State With(int row) => new(Column ?? row, Sorted(Rows.Append(row)));

        public State Without(int row) => Rows.Contains(row) ? Left(row, Except(row)) : this;

        public State Changed(int row, int to) => Left(row, Except(row).Append(to)) is { } left && left.Column is null ? left with { Column = to } : Left(row, Except(row).Append(to));

        /// <summary>What a row of the part, or the column, refers to goes.</summary>
        public State Gone(int principal) => new(Column == principal ? null : Column, Sorted(Except(principal)));

        private State Left(int row, IEnumerable<int> others)
        {
            var rows = Sorted(others);
            return new(Column == row ? rows.Count == 0 ? null : rows[0] : Column, rows);
        }

        private IEnumerable<int> Except(int? row) => Rows.Where(r => r != row);

        private static IReadOnlyList<int> Sorted(IEnumerable<int> rows) => [.. rows.Distinct().Order()];
    }

    /// <summary>States that agree, one before the backfill, and one that somebody has spoilt.</summary>
    public static IReadOnlyList<State> Seeds { get; } =
    [
        State.Empty, new(1, [1]), new(1, [1, 2]), new(2, [1, 2]), new(3, [1, 2, 3]), new(null, [1, 2]), new(1, []), new(1, [2]),
    ];

    public static IEnumerable<(string Sql, State Expected)> Inserts()
    {
        yield return ("INSERT INTO tw (id, e) VALUES (1, 'e')", State.Empty);
        yield return ("INSERT INTO tw (id, e, t) VALUES (1, 'e', NULL)", State.Empty);
        yield return ("INSERT INTO tw (id, e, t) VALUES (1, 'e', 2)", State.Empty.Written(2));
        yield return ("INSERT INTO tw (id, e) VALUES (1, 'e'); INSERT INTO tj VALUES (2, 1)", State.Empty.With(2));
    }

    /// <summary>Statements, and what becomes of the rows 1 and 2 of the table. Row 2 begins without any.</summary>
    public static IEnumerable<(string Sql, State? One, State? Two)> Changes(State seed)
    {
        yield return ("UPDATE tw SET e = 'other'", seed, State.Empty);
        foreach (var value in new int?[] { null, 1, 2, 3 })
            yield return ($"UPDATE tw SET t = {Literal(value)} WHERE id = 1", seed.Written(value), State.Empty);
        yield return ("UPDATE tw SET t = 3", seed.Written(3), State.Empty.Written(3));
        yield return ("DELETE FROM tw WHERE id = 1", null, State.Empty);

        var others = new[] { 1, 2, 3, 4 }.Except(seed.Rows).ToList();
        foreach (var row in others)
            yield return ($"INSERT INTO tj VALUES ({row}, 1)", seed.With(row), State.Empty);
        yield return ($"INSERT INTO tj VALUES {string.Join(", ", others.Select(o => $"({o}, 1)"))}", others.Aggregate(seed, (s, o) => s.With(o)), State.Empty);
        foreach (var row in seed.Rows)
        {
            yield return ($"DELETE FROM tj WHERE tid = {row}", seed.Without(row), State.Empty);
            yield return ($"UPDATE tj SET tid = 5 WHERE tid = {row}", seed.Changed(row, 5), State.Empty);
            yield return ($"UPDATE tj SET pid = 2 WHERE tid = {row}", seed.Without(row), State.Empty.With(row));
        }

        yield return ("UPDATE tj SET tid = tid", seed, State.Empty);
        yield return ("DELETE FROM tj", seed.Rows.Aggregate(seed, (s, r) => s.Without(r)), State.Empty);
        foreach (var principal in new[] { 1, 2, 3, 4 })
            yield return ($"DELETE FROM tt WHERE id = {principal}", seed.Gone(principal), State.Empty);
    }

    /// <summary>Statements of two transactions at once, and what comes of both.</summary>
    public static IEnumerable<(State Seed, string First, string Second, State Expected)> Together()
    {
        yield return (new(1, [1, 2, 3]), "DELETE FROM tj WHERE tid = 1", "DELETE FROM tj WHERE tid = 2", new(3, [3]));
        yield return (new(1, [1, 2, 3]), "DELETE FROM tj WHERE tid = 2", "DELETE FROM tj WHERE tid = 1", new(3, [3]));
        yield return (new(1, [1]), "INSERT INTO tj VALUES (5, 1)", "DELETE FROM tj WHERE tid = 1", new(5, [5]));
        yield return (new(1, [1]), "DELETE FROM tj WHERE tid = 1", "INSERT INTO tj VALUES (5, 1)", new(5, [5]));
        yield return (new(1, [1, 2]), "UPDATE tw SET t = 3 WHERE id = 1", "INSERT INTO tj VALUES (5, 1)", new(3, [2, 3, 5]));
        yield return (new(1, [1, 2]), "INSERT INTO tj VALUES (5, 1)", "UPDATE tw SET t = 3 WHERE id = 1", new(3, [2, 3, 5]));
        yield return (new(null, [1, 2]), "DELETE FROM tj WHERE tid = 2", "UPDATE tw SET t = 1 WHERE id = 1", new(1, [1]));
    }

    public static string Literal(int? value) => value is { } number ? FormattableString.Invariant($"{number}") : "NULL";
}
