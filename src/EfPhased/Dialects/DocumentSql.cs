namespace EfPhased.Dialects;

/// <summary>
/// How columns become a JSON document and a document columns again, in the form in which EF Core's provider writes and reads it. All
/// SQL has its columns in braces.
/// </summary>
internal abstract class DocumentSql
{
    /// <summary>The document column's type holds JSON by value, so that two documents compare whatever their layout.</summary>
    public abstract bool IsDocument(string storeType);

    /// <summary>
    /// What types of one kind have in common is how their values are written as JSON. Null for a type whose values are not known to
    /// come back from it the same.
    /// </summary>
    public abstract string? KindOf(string storeType);

    /// <summary>The document that a row's columns make.</summary>
    public string Document(DocumentObject document)
    {
        var members = document.Values.Select(v => (v.Literal, Value(ColumnTemplate.For(v.Column), v.Type)))
            .Concat(document.Parts.Select(p => (p.Literal, Document(p))));
        var whole = Object([.. members]);
        return document.IsOptional ? $"CASE WHEN {Presence(document)} THEN {whole} END" : whole;
    }

    /// <summary>A column's value in a document; null where the document or an object on the way to it is null.</summary>
    /// <param name="document">The document's column.</param>
    /// <param name="path">The names on the way to the value, as literals.</param>
    /// <param name="storeType">The column's type.</param>
    public abstract string Value(string document, IReadOnlyList<string> path, string storeType);

    /// <summary>A column's value as JSON.</summary>
    protected abstract string Value(string column, string storeType);

    protected abstract string Object(IReadOnlyList<(string Literal, string Value)> members);

    // As EF Core tells whether there is an optional owned type in a row: by all required properties, or else by any.
    private static string Presence(DocumentObject document)
    {
        var required = document.Values.Where(v => v.IsRequired).ToList();
        var telling = required.Count > 0 ? required : document.Values;
        return string.Join(required.Count > 0 ? " AND " : " OR ", telling.Select(v => $"{ColumnTemplate.For(v.Column)} IS NOT NULL"));
    }
}

/// <summary>An object of a JSON document.</summary>
/// <param name="Literal">Its name in the object around it as an SQL literal, a template; empty for the document itself.</param>
/// <param name="IsOptional">It is null where its columns tell that there is none.</param>
/// <param name="Values">Those of its members that are columns.</param>
/// <param name="Parts">Those that are objects.</param>
internal sealed record DocumentObject(
    string Literal, bool IsOptional, IReadOnlyList<DocumentValue> Values, IReadOnlyList<DocumentObject> Parts);

/// <summary>A value in a JSON document.</summary>
/// <param name="Literal">Its name as an SQL literal, a template.</param>
/// <param name="Column">The column that holds it in the other shape.</param>
/// <param name="Type">That column's store type.</param>
/// <param name="IsRequired">It is never null where its object is there.</param>
internal sealed record DocumentValue(string Literal, string Column, string Type, bool IsRequired);
