namespace EfPhased.References;

/// <summary>
/// Something that a contract removes: a table, or one column of a table that stays.
/// </summary>
/// <param name="Table">The table's name in the database.</param>
/// <param name="Column">The column's name; null when the whole table goes.</param>
/// <param name="Schema">The table's schema; null for the default one.</param>
internal sealed record ReferenceTarget(string Table, string? Column = null, string? Schema = null)
{
    /// <summary>
    /// The properties that the model before the change maps to the column (or the entity types that it maps to the table), and that the
    /// model after it does not map elsewhere.
    /// </summary>
    public IReadOnlyList<MappedProperty> Properties { get; init; } = [];

    /// <summary>The name as people write it: <c>Customers.Name</c>.</summary>
    public string Name => Column is null ? Table : $"{Table}.{Column}";
}

/// <param name="EntityType">The CLR type's full name, as metadata has it (<c>Shop.Customer</c>, <c>Shop.Order+Line</c>).</param>
/// <param name="Property">
/// The property's name; null for the entity type itself. For a column that says only which type is mapped to the table, so that names
/// of columns in its configuration are understood although none of its properties is mapped to this one any more.
/// </param>
internal sealed record MappedProperty(string EntityType, string? Property);
