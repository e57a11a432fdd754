namespace EfPhased.References.Editing;

/// <summary>
/// A property that is to be mapped to a column of another name, as a person typed it.
/// </summary>
/// <param name="Type">The class, with or without its namespace; null where the property's name says enough.</param>
/// <param name="Property">The property.</param>
/// <param name="Column">The column.</param>
internal sealed record ColumnName(string? Type, string Property, string Column)
{
    /// <returns>Null when the text is not <c>Property=Column</c> or <c>Class.Property=Column</c>.</returns>
    public static ColumnName? Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
            return null;
        var property = text[..at].Trim();
        var dot = property.LastIndexOf('.');
        var name = new ColumnName(dot < 0 ? null : property[..dot], property[(dot + 1)..], text[(at + 1)..].Trim());
        return name.Property.Length == 0 || name.Column.Length == 0 ? null : name;
    }

    public override string ToString() => Type is null ? Property : $"{Type}.{Property}";
}
