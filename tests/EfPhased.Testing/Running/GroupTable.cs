namespace EfPhased.Testing.Running;

/// <summary>
/// What a shim must make of a row in which one old column is two new ones. <c>up</c> parts the words, <c>down</c> joins them.
/// </summary>
internal static class GroupTable
{
    /// <summary>A row: the old column, and the new ones.</summary>
    internal sealed record Row(string? Old, string? First, string? Last)
    {
        public bool HasNew => First is not null || Last is not null;

        public Row WithNew => Old is null ? this with { First = null, Last = null } : this with
        {
            First = Old.Split(' ', 2)[0], Last = Old.Contains(' ', StringComparison.Ordinal) ? Old.Split(' ', 2)[1] : null,
        };

        public Row WithOld => this with { Old = HasNew ? string.Join(' ', new[] { First, Last }.Where(w => w is not null)) : "none" };

        public bool Agrees => this == WithNew;

        /// <summary>The first new column is what the old one makes of it, the last is null and is not.</summary>
        public bool IsHalf => Old is not null && First == WithNew.First && Last is null && !Agrees;

        // What is derived is a row as well, and would be shown in turn.
        public override string ToString() => $"({Old ?? "NULL"}, {First ?? "NULL"}, {Last ?? "NULL"})";
    }

    public static readonly IReadOnlyList<Row> Seeds = [new("A B", "A", "B"), new("A B", null, null), new("A B", "odd", "ones"), new("none", null, null)];

    /// <param name="row">What the statement gives.</param>
    /// <param name="required">The old column refuses null.</param>
    /// <param name="switched">The new shape wins.</param>
    public static Row Insert(Row row, bool required, bool switched)
    {
        if (!row.HasNew && !(required && row.Old is null))
            return row.WithNew;
        return row.Old is null || (switched && !row.Agrees) ? row.WithOld : row;
    }

    public static Row Update(Row before, Row after, bool switched)
    {
        var newChanged = (before.First, before.Last) != (after.First, after.Last);
        if (before.Old != after.Old)
        {
            if (!newChanged && after.Old != after.WithOld.Old)
                return after.WithNew;
            return switched && !after.Agrees ? after.WithOld : after;
        }

        return newChanged && !after.Agrees ? after.WithOld : after;
    }
}
