using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// That no two rows of a table share some columns, whatever gives it: an index, a constraint or the primary key.
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Filter">SQL for the rows that it is about; null for all.</param>
/// <param name="NullsEqual">True when two nulls are the same value, so that a null does not set a row apart.</param>
/// <param name="Comparison">How values are compared, where it is not the columns' own way: collation, prefix, operators.</param>
internal sealed record UniquePromise(IReadOnlyList<IColumn> Columns, string? Filter, bool NullsEqual, string Comparison)
{
    public static UniquePromise? Of(ITableIndex index)
        => index.IsUnique ? new(index.Columns, index.Filter, AreNullsEqual(index), ComparisonOf(index)) : null;

    public static UniquePromise Of(IUniqueConstraint constraint)
        => new(constraint.Columns, null, constraint.GetIsPrimaryKey(), "");

    public static IEnumerable<UniquePromise> AllOf(ITable table)
        => table.Indexes.Select(Of).OfType<UniquePromise>().Concat(table.UniqueConstraints.Select(Of));

    /// <summary>True when rows that keep this promise keep the other one too.</summary>
    public bool Implies(UniquePromise other)
        => (Filter is null || Filter == other.Filter)
            && Comparison == other.Comparison
            && Columns.All(c => other.Columns.Any(o => o.Name == c.Name))
            && (!other.NullsEqual || NullsEqual || Columns.All(c => !c.IsNullable));

    // Npgsql's AreNullsDistinct(false).
    private static bool AreNullsEqual(ITableIndex index)
        => index.GetAnnotations().Any(a => a.Name.EndsWith(":NullsDistinct", StringComparison.Ordinal) && a.Value is false);

    private static string ComparisonOf(ITableIndex index)
        => string.Join(';', index.GetAnnotations()
            .Where(a => a.Name.EndsWith("Collation", StringComparison.Ordinal) || a.Name.EndsWith("PrefixLength", StringComparison.Ordinal)
                || a.Name.EndsWith("Operators", StringComparison.Ordinal))
            .Select(a => $"{a.Name}={(a.Value is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object>()) : a.Value)}")
            .Order(StringComparer.Ordinal));
}
