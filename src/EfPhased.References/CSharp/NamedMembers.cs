using System.Text.RegularExpressions;
using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Finds properties, columns and tables that a whole text names, where an API takes such a name: a word alone means nothing.
/// </summary>
internal sealed class NamedMembers(Models models, EntityMap entities, EntityResolver resolver, MigrationCalls migrations,
    SqlTargets targets, FindingList findings)
{
    private static readonly HashSet<string> PropertyMethods =
    [
        "Property", "IndexerProperty", "PrimitiveCollection", "ComplexProperty", "Member", "Navigation", "Reference", "Collection",
            "HasIndex", "HasKey", "HasAlternateKey",
        "HasForeignKey", "HasPrincipalKey", "FindProperty", "GetProperty", "GetValue", "Include", "HasOne", "HasMany", "WithOne",
            "WithMany", "HasDiscriminator",
    ];

    public void Visit(ExpressionSyntax root, FoldedText folded)
    {
        if (folded.IsHole || folded.Text.Length > 128 || Context(root) is not { } context)
            return;
        switch (context)
        {
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument:
                VisitCall(root, folded.Text, argument, call);
                break;
            case ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: ElementAccessExpressionSyntax access } }:
                VisitIndexer(root, folded.Text, access.Expression);
                break;
            case AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute }:
                VisitAttribute(root, folded.Text, attribute);
                break;
        }
    }

    /// <summary>The argument that the text is, alone or as an element of a list.</summary>
    private static SyntaxNode? Context(ExpressionSyntax root)
    {
        var parent = root.Parent;
        while (parent is InitializerExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax
            or ExpressionElementSyntax or CollectionExpressionSyntax)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    private void VisitCall(ExpressionSyntax root, string text, ArgumentSyntax argument, InvocationExpressionSyntax call)
    {
        var info = models.For(call)?.GetSymbolInfo(call);
        if ((info?.Symbol ?? info?.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method)
            return;
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (method.ContainingType?.Name is "MigrationBuilder" or "ColumnsBuilder" or "CreateTableBuilder")
            migrations.Visit(root, text, argument, call, method);
        else if (method.IsIn("Microsoft.EntityFrameworkCore"))
            VisitEntityFramework(root, text, call, method, receiver);
        else if (receiver is TypeOfExpressionSyntax type && method.Name is "GetProperty" or "GetMember" or "GetRuntimeProperty" &&
            models.For(call)!.GetTypeInfo(((TypeOfExpressionSyntax)receiver).Type).Type is { } reflected)
            AddProperty(root, text, resolver.Of(reflected), Confidence.Likely);
        else if (method.IsIn("System.Linq.Dynamic"))
            AddWord(root, text, resolver.Resolve(method.ReducedFrom is null ? call.ArgumentList.Arguments[0].Expression : receiver));
        else if (method.Name is "GetOrdinal" or "Field" && IsRow(receiver))
            AddRowColumn(root, text);
    }

    private void VisitEntityFramework(ExpressionSyntax root, string text, InvocationExpressionSyntax call, IMethodSymbol method,
        ExpressionSyntax? receiver)
    {
        if (method.Name == "HasColumnName")
            AddColumn(root, text, resolver.Resolve(receiver));
        else if (method.Name is "ToTable" or "ToView" or "ToFunction")
            AddTable(root, text);
        else if (method.ContainingType is { Name: "EF" } && method.Name == "Property")
            AddProperty(root, text, EntityOf(call.ArgumentList.Arguments[0].Expression), Confidence.Certain);
        else if (PropertyMethods.Contains(method.Name))
            AddProperty(root, text, resolver.Resolve(receiver), Confidence.Certain);
    }

    private EntityAnswer EntityOf(ExpressionSyntax instance) =>
        resolver.Of(models.For(instance)?.GetTypeInfo(instance).Type) is { IsKnown: true } known ? known : resolver.Resolve(instance);

    private void VisitIndexer(ExpressionSyntax root, string text, ExpressionSyntax receiver)
    {
        var type = models.For(receiver)?.GetTypeInfo(receiver).Type;
        if (type is null)
            return;
        if (IsRow(receiver))
            AddRowColumn(root, text);
        else if (type.IsIn("Microsoft.EntityFrameworkCore"))
            AddProperty(root, text, resolver.Resolve(receiver), Confidence.Certain);
        else if (entities.TablesOf(type).Any())
            AddProperty(root, text, resolver.Of(type), Confidence.Certain);
    }

    private void VisitAttribute(ExpressionSyntax root, string text, AttributeSyntax attribute)
    {
        var model = models.For(attribute)!;
        var type = model.GetTypeInfo(attribute).Type;
        var owner = attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? model.GetDeclaredSymbol(declaration) : null;
        switch (type?.Name)
        {
            case "ColumnAttribute":
                AddColumn(root, text, resolver.Of(owner));
                break;
            case "TableAttribute":
                AddTable(root, text);
                break;
            case "IndexAttribute" or "PrimaryKeyAttribute" or "ForeignKeyAttribute" or "InversePropertyAttribute":
                AddProperty(root, text, resolver.Of(owner), Confidence.Certain);
                break;
        }
    }

    private bool IsRow(ExpressionSyntax? receiver) =>
        receiver is not null && models.For(receiver)?.GetTypeInfo(receiver).Type is { } type &&
            (type.IsOrImplements("System.Data.IDataRecord") || type.IsOrImplements("System.Data.DataRow"));

    private void AddProperty(ExpressionSyntax root, string text, EntityAnswer answer, Confidence confidence)
    {
        foreach (var target in targets.Tables.SelectMany(t => t.Columns))
        {
            if (!target.Properties.Any(p => p.Property == text))
                continue;
            if (answer.Tables.Any(t => t.Columns.Contains(target)))
                Add(target, root, ReferenceKind.PropertyName, confidence);
            else if (!answer.IsKnown)
                Add(target, root, ReferenceKind.PropertyName, Confidence.Possible);
        }
    }

    /// <summary>An expression over an entity's properties, written as text: <c>OrderBy("Name desc")</c>.</summary>
    private void AddWord(ExpressionSyntax root, string text, EntityAnswer answer)
    {
        foreach (var target in answer.Tables.SelectMany(t => t.Columns))
        {
            if (target.Properties.Any(p =>
                p.Property is not null && Regex.IsMatch(text, $@"(?<![\w.""']){Regex.Escape(p.Property)}(?!\w)")))
                Add(target, root, ReferenceKind.PropertyName, Confidence.Likely);
        }
    }

    private void AddColumn(ExpressionSyntax root, string text, EntityAnswer answer)
    {
        foreach (var target in targets.Tables.SelectMany(t => t.Columns))
        {
            if (!SameName(target.Column!, text))
                continue;
            if (answer.Tables.Any(t => t.Columns.Contains(target)))
                Add(target, root, ReferenceKind.Mapping, Confidence.Certain);
            else if (!answer.IsKnown)
                Add(target, root, ReferenceKind.Mapping, Confidence.Possible);
        }
    }

    private void AddTable(ExpressionSyntax root, string text)
    {
        foreach (var table in targets.Tables)
        {
            if (table.Whole is { } whole && SameName(table.Name, text))
                Add(whole, root, ReferenceKind.Mapping, Confidence.Certain);
        }
    }

    /// <summary>A column read by name from a row: which table it comes from is up to a query somewhere else.</summary>
    private void AddRowColumn(ExpressionSyntax root, string text)
    {
        foreach (var target in targets.Tables.SelectMany(t => t.Columns).Where(t => t.Column == text))
            Add(target, root, ReferenceKind.PropertyName, Confidence.Possible);
    }

    private bool SameName(string stored, string text) =>
        string.Equals(stored, text, targets.Flavor == SqlFlavor.MySql ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private void Add(ReferenceTarget target, ExpressionSyntax root, ReferenceKind kind, Confidence confidence) =>
        findings.Add(target, root, root.Span, kind, confidence);
}
