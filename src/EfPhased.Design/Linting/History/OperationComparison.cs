using System.Collections;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Compares what two runs of one migration do, down to the values.
/// </summary>
internal static class OperationComparison
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// <returns>The index of the first operation that differs and the name of the property that does; null where all is the same.</returns>
    public static (int Index, string Part)? FirstDifference(IReadOnlyList<MigrationOperation> left, IReadOnlyList<MigrationOperation> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (Difference(left[i], right[i]) is { } part)
                return (i, part);
        }

        return left.Count == right.Count ? null : (Math.Min(left.Count, right.Count), "number of operations");
    }

    private static string? Difference(object left, object right)
    {
        if (left.GetType() != right.GetType())
            return "type";
        var part = PropertiesOf(left.GetType()).FirstOrDefault(p => !Same(p.GetValue(left), p.GetValue(right)))?.Name;
        if (part is not null || left is not IAnnotatable l)
            return part;
        var (one, other) = (l.GetAnnotations().ToList(), ((IAnnotatable)right).GetAnnotations().ToList());
        return one.Count == other.Count && one.Zip(other).All(x => x.First.Name == x.Second.Name && Same(x.First.Value, x.Second.Value))
            ? null
            : "annotations";
    }

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string or ValueType, _) => left.Equals(right),
        (MigrationOperation, MigrationOperation) => Difference(left, right) is null,
        (IEnumerable l, IEnumerable r) => SameItems(l, r),
        _ when left.GetType() != right.GetType() => false,

        // A value whose type has no equality of its own says nothing either way.
        _ => left.Equals(right) || left.GetType().GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType == typeof(object),
    };

    private static bool SameItems(IEnumerable left, IEnumerable right)
    {
        var (l, r) = (left.GetEnumerator(), right.GetEnumerator());
        while (true)
        {
            var (hasLeft, hasRight) = (l.MoveNext(), r.MoveNext());
            if (!hasLeft || !hasRight)
                return hasLeft == hasRight;
            if (!Same(l.Current, r.Current))
                return false;
        }
    }

    private static PropertyInfo[] PropertiesOf(Type type)
    {
        if (!Properties.TryGetValue(type, out var properties))
        {
            // Annotations are compared by themselves: the indexer has parameters.
            Properties[type] = properties = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];
        }

        return properties;
    }
}
