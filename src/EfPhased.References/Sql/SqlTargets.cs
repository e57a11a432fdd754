namespace EfPhased.References.Sql;

/// <summary>
/// The targets by table, and how names in SQL compare with theirs.
/// </summary>
internal sealed class SqlTargets
{
    private readonly bool mySql;

    public SqlTargets(IEnumerable<ReferenceTarget> targets, SqlFlavor flavor)
    {
        Flavor = flavor;
        mySql = flavor == SqlFlavor.MySql;
        Tables = [.. targets
            .GroupBy(t => (t.Schema, t.Table))
            .Select(g =>
                new TargetTable(g.Key.Table, g.Key.Schema, [.. g.Where(t => t.Column is not null)],
                g.FirstOrDefault(t => t.Column is null)))];
    }

    public SqlFlavor Flavor { get; }

    public IReadOnlyList<TargetTable> Tables { get; }

    /// <summary>A name as the server compares it.</summary>
    public string Fold(SqlToken name) => mySql || name.Kind == SqlTokenKind.Word ? name.Text.ToLowerInvariant() : name.Text;

    /// <summary>
    /// How surely a name in SQL is the one that the database has; null when it is another. PostgreSQL folds a name without quotes, so
    /// <c>Name</c> is not <c>"Name"</c> there; it is written as if it were, though, which deserves a look.
    /// </summary>
    public Confidence? Match(SqlToken name, string stored)
    {
        if (string.Equals(Fold(name), mySql ? stored.ToLowerInvariant() : stored, StringComparison.Ordinal))
            return Confidence.Certain;
        return name.Kind == SqlTokenKind.Word && name.Text == stored ? Confidence.Possible : null;
    }

    public (TargetTable Table, Confidence Confidence)? MatchTable(SqlToken? schema, SqlToken name)
    {
        foreach (var table in Tables)
        {
            if (Match(name, table.Name) is { } matched && MatchSchema(schema, table.Schema) is { } schemaMatched)
                return (table, Worst(matched, schemaMatched));
        }

        return null;
    }

    /// <summary>The columns of a table that a name can be.</summary>
    public IEnumerable<(ReferenceTarget Target, Confidence Confidence)> MatchColumn(TargetTable table, SqlToken name)
    {
        foreach (var target in table.Columns)
        {
            if (Match(name, target.Column!) is { } confidence)
                yield return (target, confidence);
        }
    }

    public static Confidence Worst(Confidence one, Confidence other) => (Confidence)Math.Max((int)one, (int)other);

    private Confidence? MatchSchema(SqlToken? written, string? stored)
    {
        if (written is not { } name)
            return stored is null ? Confidence.Certain : Confidence.Likely; // what an unqualified name means is up to the search path
        if (name.Kind == SqlTokenKind.Hole)
            return Confidence.Likely;
        if (stored is not null)
            return Match(name, stored);
        if (mySql)
            return Confidence.Likely; // the database's own name, or another one's
        return Fold(name) == "public" ? Confidence.Certain : Confidence.Possible;
    }
}

/// <param name="Columns">The columns that go while the table stays.</param>
/// <param name="Whole">The target when the table itself goes.</param>
internal sealed record TargetTable(string Name, string? Schema, IReadOnlyList<ReferenceTarget> Columns, ReferenceTarget? Whole);
