using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Compares what is read with what was written.</summary>
internal sealed class Expectation(ShapePair pair, Failures failures)
{
    /// <summary>The writer reads its own row as it wrote it, defaults included.</summary>
    public void CheckInserted(Shape shape, string operation, Row row, IReadOnlyDictionary<IProperty, object?> written)
    {
        foreach (var property in RowProperties.Of(row.Entity))
        {
            if (written.TryGetValue(property, out var value) && !IsLeftToServer(property, value))
                CheckWritten(shape, operation, property, value, row[property]);
            else if (!property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate) && property.TryGetDefaultValue(out var constant)
                && RowFactory.IsInsertable(row.Entity, property))
                CheckDefault(shape, operation, property, StoredValue.FromModel(property, constant), row[property]);
        }
    }

    /// <summary>The other version sees every value that the two have in common.</summary>
    public void CheckSeen(Shape shape, Row row, string operation, Row seen)
    {
        CheckSeen(shape, row, operation, seen, [.. RowProperties.Of(row.Entity)]);
        CheckComputed(shape, row, operation, seen);
        foreach (var property in RowProperties.Of(seen.Entity).Where(p => !IsDerived(p)))
        {
            if (pair.Mapping.FollowedBy(seen.Entity.Name, RowProperties.Name(property)) is { } value)
                Check(pair.Other(shape), operation, property, value(row.Values), seen[property]);
        }
    }

    // What it holds by the row's other values, while nobody has written something else to it.
    private object? Followed(IProperty property, Row before, Row after)
        => pair.Mapping.FollowedBy(RowProperties.EntityOf(property).Name, RowProperties.Name(property)) is { } value
            && StoredValue.Same(value(before.Values), before[property])
                ? value(after.Values)
                : null;

    private void CheckSeen(Shape shape, Row row, string operation, Row seen, IReadOnlyCollection<IProperty> written)
    {
        var other = pair.Other(shape);
        foreach (var property in written)
        {
            if (IsVersion(property) || pair.Counterpart(shape, row.Entity, property, seen.Entity) is not { } counterpart || IsVersion(counterpart.Property))
                continue;
            if (counterpart.Determines(row[property], out var expected))
                Check(other, operation, counterpart.Property, expected, seen[counterpart.Property]);
        }

        foreach (var (name, expected) in Regrouped(shape, row, seen, written))
            Check(other, operation, RowProperties.Find(seen.Entity, name)!, expected, seen[RowProperties.Find(seen.Entity, name)!]);
    }

    // A group follows from the other one as a whole, as soon as one of its properties is written.
    private IEnumerable<KeyValuePair<string, object?>> Regrouped(Shape shape, Row row, Row seen, IEnumerable<IProperty> written)
    {
        var (follows, leads) = shape == pair.Old
            ? (pair.Mapping.Up(row.Entity.Name, row.Values), pair.Mapping.OldNames(row.Entity.Name))
            : (pair.Mapping.Down(seen.Entity.Name, row.Values), pair.Mapping.NewNames(seen.Entity.Name));
        return written.Any(p => leads.Contains(RowProperties.Name(p))) ? follows : [];
    }

    /// <summary>After an update, the named properties have their new values and the others those from before.</summary>
    public void CheckUpdated(Shape shape, string operation, Row before, Row after, IReadOnlyDictionary<IProperty, object?> changed)
    {
        foreach (var property in RowProperties.Of(after.Entity).Where(property => !IsDerived(property)))
        {
            if (changed.TryGetValue(property, out var value))
                CheckWritten(shape, operation, property, value, after[property]);
            else
                Check(shape, operation, property, Followed(property, before, after) ?? before[property], after[property]);
        }
    }

    /// <summary>What an update through one version means in the other; null where it says nothing of the value.</summary>
    public void CheckUpdateSeen(Shape shape, string operation, Row before, Row after, Row row, IReadOnlyDictionary<IProperty, object?> changed)
    {
        var other = pair.Other(shape);
        var mapped = changed.Keys.Select(property => pair.Counterpart(shape, row.Entity, property, after.Entity)?.Property).ToHashSet();
        var regrouped = Regrouped(shape, row, after, changed.Keys).Select(value => value.Key).ToHashSet();
        foreach (var property in RowProperties.Of(after.Entity).Where(p => !IsDerived(p) && !mapped.Contains(p) && !regrouped.Contains(RowProperties.Name(p))))
            Check(other, operation, property, Followed(property, before, after) ?? before[property], after[property]);
        CheckSeen(shape, row, operation, after, [.. changed.Keys]);
        CheckComputed(shape, row, operation, after);
    }

    /// <summary>Where the part has no row, the version that has its values beside others reads none.</summary>
    public void CheckAbsent(Shape shape, string operation, Row row, PropertyPart part)
    {
        foreach (var property in part.Properties.Select(p => row.Entity.FindProperty(p)!))
        {
            var none = property.IsNullable ? null : property.ClrType == typeof(string) ? "" : StoredValue.FromModel(property, ClrDefault(property.ClrType));
            Check(shape, operation, property, none, row[property]);
        }
    }

    private void CheckComputed(Shape shape, Row row, string operation, Row seen)
    {
        if (shape != pair.Old)
            return;

        foreach (var property in RowProperties.Of(seen.Entity))
        {
            if (pair.Mapping.ComputedBy(seen.Entity.Name, RowProperties.Name(property)) is { } computed)
                Check(pair.New, operation, property, computed(row.Values), seen[property]);
        }
    }

    private void CheckWritten(Shape shape, string operation, IProperty property, object? written, object? actual)
    {
        if (written is null && pair.Mapping.NullOf(RowProperties.EntityOf(property).Name, RowProperties.Name(property)) is { } instead
            && (pair.BothRun || actual is not null))
            Check(shape, operation, property, instead, actual);
        else
            Check(shape, operation, property, written, actual);
    }

    private void CheckDefault(Shape shape, string operation, IProperty property, object? expected, object? actual)
    {
        var entity = RowProperties.EntityOf(property);
        if (shape == pair.Old && pair.Mapping.ChangesDefault(entity.Name, property.Name)
            && pair.Counterpart(shape, entity, property)?.Property is { } other && other.TryGetDefaultValue(out var constant)
            && (pair.BothRun || !StoredValue.Same(expected, actual)))
            expected = StoredValue.FromModel(other, constant);
        Check(shape, operation, property, expected, actual);
    }

    private void Check(Shape shape, string operation, IProperty property, object? expected, object? actual)
    {
        if (!StoredValue.Same(expected, actual))
            failures.Add(
                shape,
                operation,
                RowProperties.EntityOf(property),
                RowProperties.Name(property),
                $"expected {StoredValue.Text(expected)}, read {StoredValue.Text(actual)}");
    }

    // EF leaves the column out of the INSERT when the server may supply it and the value means "none given". A bag
    // knows no meaning but the CLR default, even for a flag that defaults to true.
    private static bool IsLeftToServer(IProperty property, object? stored) =>
        property.ValueGenerated != ValueGenerated.Never
        && Equals(StoredValue.ToModel(property, stored), property.IsIndexerProperty() ? ClrDefault(property.ClrType) : property.Sentinel);

    private static object? ClrDefault(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? RuntimeHelpers.GetUninitializedObject(type) : null;

    private static bool IsVersion(IProperty property) => property.IsConcurrencyToken && property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate);

    private bool IsDerived(IProperty property) =>
        property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate)
        || pair.Mapping.ComputedBy(RowProperties.EntityOf(property).Name, RowProperties.Name(property)) is not null;
}
