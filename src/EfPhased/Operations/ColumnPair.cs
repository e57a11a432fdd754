namespace EfPhased;

/// <summary>
/// Two columns that a dual-write shim keeps in step while the old and the new version run side by side.
/// </summary>
/// <param name="OldColumn">The column that the previous version reads and writes.</param>
/// <param name="NewColumn">The column that the new version reads and writes; nullable and without a default during expand.</param>
public sealed record ColumnPair(string OldColumn, string NewColumn)
{
    /// <summary>SQL that computes the new value, with columns in braces: <c>upper({Name})</c>. A plain copy when null.</summary>
    public string? Up { get; init; }

    /// <summary>SQL that computes the old value from the new one, with columns in braces. A plain copy when null.</summary>
    public string? Down { get; init; }

    /// <summary>The store type of the new column, and of the old one unless <see cref="OldType"/> says otherwise; it decides how values are compared.</summary>
    public string? Type { get; init; }

    /// <summary>The store type of the old column where it differs from <see cref="Type"/>.</summary>
    public string? OldType { get; init; }

    /// <summary>
    /// The old column's default as SQL. An insert whose old value equals it counts as one that did not supply the old column,
    /// because a trigger cannot tell the two apart.
    /// </summary>
    public string? OldDefault { get; init; }

    /// <summary>
    /// The old column refuses nulls and has no default, so an insert that leaves it null supplied the new column, be that null or not.
    /// </summary>
    public bool OldRequired { get; init; }

    internal string UpTemplate => Up ?? ColumnTemplate.For(OldColumn);

    internal string DownTemplate => Down ?? ColumnTemplate.For(NewColumn);
}
