using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// A type that is a JSON document in one version and columns of the same table in the other.
/// </summary>
/// <param name="Document">The document's column.</param>
/// <param name="Object">What is in it.</param>
/// <param name="Paths">Where in the document each column's value is, as literals.</param>
internal sealed record DocumentShape(IColumn Document, DocumentObject Object, OrderedDictionary<IColumn, IReadOnlyList<string>> Paths)
{
    public IReadOnlyList<IColumn> Columns => Paths.Keys;

    /// <summary>Reads a type's two shapes against each other.</summary>
    /// <param name="context">The plan.</param>
    /// <param name="document">The type, in the version that has it in a document.</param>
    /// <param name="flat">The same type in the other version.</param>
    /// <param name="column">The document's column.</param>
    /// <param name="table">The table that has the columns.</param>
    /// <exception cref="PhasedException">EFP4070: the one cannot be kept in step with the other.</exception>
    public static DocumentShape Read(PlanContext context, TypePart document, TypePart flat, IColumn column, ITable table)
    {
        var reader = new Reader(context, column, table);
        if (context.Dialect.Documents is not { } sql)
            throw reader.Cannot(document.Name, $"for {context.Dialect.Name} no JSON documents are known");
        if (!sql.IsDocument(column.StoreType))
            throw reader.Cannot(document.Name, $"documents of type {column.StoreType} have no equality by which a trigger could tell what was written");
        var read = reader.Read(document, flat, literal: "", [], isOptional: column.IsNullable);
        if (column.IsNullable && document.IsRequired && !read.Values.Any(v => v.IsRequired))
            throw reader.Cannot(document.Name, "rows of other types share the table, and no required property tells which rows have one");
        return new DocumentShape(column, read, reader.Paths);
    }

    private sealed class Reader(PlanContext context, IColumn column, ITable table)
    {
        public OrderedDictionary<IColumn, IReadOnlyList<string>> Paths { get; } = [];

        public PhasedException Cannot(string what, string why) => DesignErrors.DocumentShape(what, $"{table.Name}.{column.Name}", why);

        public DocumentObject Read(TypePart document, TypePart flat, string literal, string[] path, bool isOptional)
        {
            if (document.IsCollection || flat.IsCollection)
                throw Cannot(document.Path, "it is a collection, whose rows and elements no key ties to each other");
            if (document.IsRequired != flat.IsRequired)
                throw Cannot(document.Path, "at the same time it becomes required, or no longer is; make that a change of its own");

            var flatParts = TypePart.Of(flat.Type).ToDictionary(p => p.Name);
            var parts = TypePart.Of(document.Type).ToList();
            var alike = Names(document).Intersect(Names(flat)).ToHashSet();
            if (Names(document).Concat(Names(flat)).FirstOrDefault(n => !alike.Contains(n)) is { } one)
                throw Cannot($"{document.Path}.{one}", "only one of the two versions has it; add or remove it in a change of its own, while the type has columns");

            var values = document.Values.Select(p => Value(p, flat.Type.FindProperty(p.Name)!, path)).ToList();
            var objects = parts.ConvertAll(p =>
            {
                var name = Literal(RelationalTypeBaseExtensions.GetJsonPropertyName(p.Type) ?? p.Name);
                return Read(p, flatParts[p.Name], name, [.. path, name], !p.IsRequired);
            });
            return new DocumentObject(literal, isOptional, values, objects);
        }

        private static IEnumerable<string> Names(TypePart part) => part.Values.Select(p => p.Name).Concat(TypePart.Of(part.Type).Select(p => p.Name));

        private DocumentValue Value(IProperty inDocument, IProperty property, string[] path)
        {
            var what = $"{PropertyPlaces.Path(inDocument.DeclaringType)}.{inDocument.Name}";
            if (property.GetTableColumnMappings().Select(m => m.Column).FirstOrDefault(c => c.Table == table) is not { } own)
                throw Cannot(what, $"it has no column in '{table.Name}'");
            if (own.ComputedColumnSql is not null)
                throw Cannot(what, $"the server computes '{own.Name}'");
            if (inDocument.IsNullable != property.IsNullable)
                throw Cannot(what, "at the same time it becomes required, or no longer is; make that a change of its own");

            var (type, kind) = (inDocument.GetRelationalTypeMapping().StoreType, context.Dialect.Documents!.KindOf(own.StoreType));
            if (kind != "text" && type != own.StoreType)
                throw Cannot(what, $"it is {own.StoreType} in its column and {type} in the document; change the type in a change of its own");
            var name = Literal(inDocument.GetJsonPropertyName() ?? inDocument.Name);
            Paths[own] = [.. path, name];
            return new DocumentValue(name, own.Name, own.StoreType, !inDocument.IsNullable);
        }

        private string Literal(string text) => ColumnTemplate.Escape(context.Literal(text, "text"));
    }
}
