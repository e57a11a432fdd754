using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// Columns whose type is an enum that the server has by name. The new version's provider need not know the old type any more: it would
/// take the members of an application's enum for numbers. What is written of such a column here is its labels, as text.
/// </summary>
internal static class ServerEnum
{
    /// <summary>The labels of a column's type; none where it is no such type.</summary>
    public static IReadOnlyList<string> Labels(IColumn column) => EnumLabels.Of(column.Table.Model.Model, column.StoreType);

    public static EnumLabels Labels(IColumn from, IColumn to) => new(Labels(from), Labels(to));

    public static bool Is(IColumn column) => Labels(column).Count > 0;

    /// <summary>The label that a member of the application's enum stands for; null where none is called like it.</summary>
    public static string? Label(IReadOnlyList<string> labels, string member)
        => labels.Where(l => Same(l, member)).ToList() is [var only] ? only : null;

    /// <summary>The label that is a column's default; null where the column has none, or SQL for it.</summary>
    /// <exception cref="PhasedException">EFP4038: which label that is cannot be told.</exception>
    public static string? Default(IColumn column)
        => column.DefaultValueSql is not null || !ColumnFacets.HasDefault(column) || !column.PropertyMappings[0].Property.TryGetDefaultValue(out var value) ? null
            : value is string label ? label
            : Label(Labels(column), $"{value}") ?? throw DesignErrors.DefaultWithoutLabel(column.Table.Name, column.Name, column.StoreType, $"{value}");

    // Providers translate names: SoSo is so_so.
    private static bool Same(string label, string member) => string.Equals(Letters(label), Letters(member), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
