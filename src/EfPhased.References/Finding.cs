namespace EfPhased.References;

/// <summary>
/// One place in a file that refers to something which a contract removes.
/// </summary>
/// <param name="Target">What it refers to, as <see cref="ReferenceTarget.Name"/> has it.</param>
/// <param name="File">The file's path, relative to the scan's root, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
/// <param name="Kind">What sort of reference it is.</param>
/// <param name="Confidence">How sure the scan is.</param>
/// <param name="Statement">The statement or line that holds it, on one line and shortened for display.</param>
internal sealed record Finding(
    string Target, string File, int Line, int Column, ReferenceKind Kind, Confidence Confidence, string Statement)
{
    /// <summary>The length of the reference itself on its line; 0 when it is not known.</summary>
    public int Length { get; init; }

    /// <summary>The line where the C# statement starts that holds it; 0 when there is none. A suppression may stand there too.</summary>
    public int OuterLine { get; init; }

    /// <summary>The reason why the finding does not count; null when it does.</summary>
    public string? Suppressed { get; init; }
}

/// <summary>
/// How sure a scan is that a place refers to the target.
/// </summary>
internal enum Confidence
{
    /// <summary>The compiler resolved it, or the SQL can mean nothing else.</summary>
    Certain,

    /// <summary>Table and column are both named where they would be; nothing speaks against it.</summary>
    Likely,

    /// <summary>The name fits, what it belongs to could not be told.</summary>
    Possible,
}

internal enum ReferenceKind
{
    /// <summary>A use of a mapped property or entity type, <c>nameof</c> included.</summary>
    Property,

    /// <summary>A property named by a string: <c>EF.Property</c>, shadow properties, indexers.</summary>
    PropertyName,

    /// <summary>Configuration that maps the column: <c>[Column]</c>, <c>HasColumnName</c>.</summary>
    Mapping,

    /// <summary>SQL that names the column.</summary>
    Sql,

    /// <summary><c>SELECT *</c> on the table, or an insert without a column list: every column, none of them named.</summary>
    SelectStar,

    /// <summary>SQL that names the table which goes.</summary>
    Table,

    /// <summary>Text in a file of another language that names table and column together.</summary>
    Text,
}
