using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// What the discriminator holds for each type of a hierarchy, as the database stores it. An abstract type has no rows and no value, but
/// a row is one for a moment: between the insert into its table and that into the subtype's, which only the writer sees. For that
/// moment it gets a value that no type has.
/// </summary>
internal sealed class DiscriminatorValues
{
    private const int MostPlaceholders = 100;

    private readonly Dictionary<string, object?> _values;
    private readonly IColumn _column;

    private DiscriminatorValues(Dictionary<string, object?> values, IColumn column) => (_values, _column) = (values, column);

    public static DiscriminatorValues Of(IEnumerable<ITypeBase> types, IProperty discriminator, IColumn column)
    {
        var root = ((IEntityType)discriminator.DeclaringType).GetRootType().Name;
        var all = types.OfType<IEntityType>().Where(t => t.GetRootType().Name == root).OrderBy(Depth).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        var values = all.ToDictionary(t => t.Name, t => Subtypes.Value(t, discriminator));
        var known = values.Values.OfType<object>().ToHashSet();
        var free = new Queue<object>(Candidates(column).Where(c => !known.Contains(c)));
        foreach (var type in all.Where(t => values[t.Name] is null))
            values[type.Name] = free.TryDequeue(out var value) ? value : null;
        return new(values, column);
    }

    /// <summary>The type is in the hierarchy.</summary>
    public bool Knows(IReadOnlyEntityType type) => _values.ContainsKey(type.Name);

    /// <summary>A known type's value; null when none is left for an abstract one.</summary>
    public object? Find(IReadOnlyEntityType type) => _values.GetValueOrDefault(type.Name);

    public string WhyNot(IReadOnlyEntityType type)
        => $"'{type.DisplayName()}' has no value in '{ColumnRef.Of(_column)}', and of type {_column.StoreType} there is none left that could stand for its rows "
            + "while they are written table by table (a discriminator of text or of integers has one)";

    private static int Depth(IReadOnlyEntityType type) => type.BaseType is { } above ? Depth(above) + 1 : 0;

    // Texts and small numbers fit any column that holds the values of types; of the rest, "none" may be free.
    private static IEnumerable<object> Candidates(IColumn column)
    {
        var type = ColumnFacets.ProviderType(column);
        if (type == typeof(string))
            return Enumerable.Range(0, Math.Min(column.MaxLength ?? MostPlaceholders, MostPlaceholders) + 1).Select(n => new string('-', n));
        if (type == typeof(char))
            return Enumerable.Range('0', 'z' - '0' + 1).Select(n => (object)(char)n);
        if (!type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64)
            return Enumerable.Range(0, MostPlaceholders).Select(n => Convert.ChangeType(n, type, System.Globalization.CultureInfo.InvariantCulture));
        return ColumnFacets.ClrDefault(column) is { } none ? [none] : [];
    }
}
