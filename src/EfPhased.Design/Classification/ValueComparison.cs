using System.Collections;

namespace EfPhased.Design.Classification;

/// <summary>
/// Tells whether two values of an operation are the same, arrays by what they hold.
/// </summary>
internal static class ValueComparison
{
    public static bool Same(object? left, object? right)
        => Equals(left, right) || (left is IStructuralEquatable l && right is not null && l.Equals(right, StructuralComparisons.StructuralEqualityComparer));
}
