using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Looks at files of one project with the compiler's eyes.
/// </summary>
internal sealed class ProjectScan
{
    private readonly Models models;
    private readonly EntityMap entities;
    private readonly ScanContext context;
    private readonly EntityResolver resolver;

    public ProjectScan(CSharpCompilation compilation, ScanContext context)
    {
        this.context = context;
        models = new Models(compilation);
        entities = new EntityMap(compilation, context.Request.Targets, context.Targets);
        resolver = new EntityResolver(models, entities);
    }

    /// <summary>Notes what contexts ignore, which the rest needs to know first.</summary>
    public void FindIgnored(SyntaxTree tree)
    {
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || !context.Names.IsProperty(token.ValueText) ||
                token.Parent is not IdentifierNameSyntax name || !UnmappedMembers.IsIgnored(name, models.For(name)!))
                continue;
            foreach (
                var member in entities.Members.Where(m =>
                m.Name == token.ValueText &&
                SymbolEqualityComparer.Default.Equals(models.For(name)!.GetSymbolInfo(name).Symbol?.OriginalDefinition,
                m.Declared?.OriginalDefinition)))
                context.Unmapped.Add(member);
        }
    }

    /// <summary>Every name and text of a file.</summary>
    public void Scan(SyntaxTree tree)
    {
        var uses = entities.IsEmpty ? null : new PropertyUses(entities, models.For(tree.GetRoot())!, resolver, context);
        var texts = Texts();
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                if (uses is not null && context.Names.IsPropertyOrType(token.ValueText))
                    uses.Visit(token);
                if (context.Names.Holds(token.ValueText) && NameofAround(token) is { } text)
                    texts.Visit(text);
            }
            else if (IsText(token) && context.Names.Holds(token.ValueText) && token.Parent is { } parent)
            {
                texts.Visit(parent as ExpressionSyntax ?? (ExpressionSyntax)parent.Parent!);
            }
        }
    }

    /// <summary>Only uses of members that stand for a target.</summary>
    public void ScanUses(SyntaxTree tree, IReadOnlyDictionary<string, TaintedName> members)
    {
        var texts = Texts();
        var model = models.For(tree.GetRoot())!;
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (!members.TryGetValue(token.ValueText, out var tainted))
                continue;
            if (token.Parent is IdentifierNameSyntax name && model.GetSymbolInfo(name) is var info &&
                (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol &&
                symbol is not ITypeSymbol &&
                    (tainted.Contains(TaintedMembers.Identity(symbol)) ||
                    (tainted.Contains(TaintedMembers.ResourceIdentity) && context.Resources.Find(symbol) is not null)))
            {
                texts.Visit(Called(name));
            }
            else if (
                token.Parent is LiteralExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } &&
                tainted.Contains(TaintedMembers.ResourceIdentity))
            {
                texts.Visit(call);
            }
        }

        if (entities.Members.Any(m => PositionalUses.PositionOf(m) >= 0 && members.ContainsKey(m.Declared!.ContainingType.Name)))
            new PositionalUses(entities, model, context.Findings).Visit(tree.GetRoot());
    }

    private static ExpressionSyntax Called(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is InvocationExpressionSyntax call && call.Expression == whole ? call : whole;
    }

    /// <summary>The <c>nameof(…)</c> whose value a name is.</summary>
    private static InvocationExpressionSyntax? NameofAround(SyntaxToken token)
    {
        var name = token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } last && access.Name == last
            ? access
            : token.Parent;
        return name?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && call.Expression.ToString() == "nameof"
            ? call
            : null;
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is
        SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or
        SyntaxKind.InterpolatedStringTextToken or
        SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or
        SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    private SqlStrings Texts()
    {
        var named = new NamedMembers(models, entities, resolver, new MigrationCalls(models, context.Targets, context.Findings),
            context.Targets, context.Findings);
        return new SqlStrings(
            models, new Folder(models, context.Targets, context.Resources), new SqlUses(models, resolver, context.Targets), named,
                context.Targets, context.Findings, context.Tainted);
    }
}
