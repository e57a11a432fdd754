using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Follows texts that hold a target's name to where they are used, and finds what they refer to there. One per file.
/// </summary>
internal sealed class SqlStrings(Models models, Folder folder, SqlUses uses, NamedMembers named, SqlTargets targets, FindingList findings,
    TaintedMembers tainted)
{
    private readonly HashSet<SyntaxNode> visited = [];

    public void Visit(ExpressionSyntax text)
    {
        var root = TextRoots.Climb(text);
        if (!visited.Add(root))
            return;
        var use = uses.Of(root);
        foreach (var folded in folder.Fold(root))
        {
            named.Visit(root, folded);
            Report(folded, use);
        }

        Follow(root);
    }

    private void Report(FoldedText text, SqlUse use)
    {
        if (use.Kind == SqlUseKind.Expression)
        {
            foreach (var table in use.Table is { } known ? [known] : targets.Tables)
            {
                foreach (var match in SqlAnalyzer.AnalyzeExpression(text.Text, table, targets))
                    Add(text, match, use.Table is null ? Confidence.Possible : Confidence.Certain);
            }

            return;
        }

        if (use.Kind == SqlUseKind.None && !SqlAnalyzer.StartsStatement(text.Text, targets))
            return;
        foreach (var match in SqlAnalyzer.Analyze(text.Text, targets))
        {
            var atBest = use.Kind switch
            {
                SqlUseKind.None => Confidence.Likely,
                SqlUseKind.EntityQuery when match.Kind == ReferenceKind.SelectStar => Confidence.Possible,
                _ => Confidence.Certain,
            };
            Add(text, match, atBest);
        }
    }

    private void Add(FoldedText text, SqlMatch match, Confidence atBest)
    {
        if (text.Locate(match.Start, match.Length) is not var (node, span))
            return;
        var statement = text.Text[match.StatementStart..match.StatementEnd].Replace(SqlTokenizer.Hole.ToString(), "{…}",
            StringComparison.Ordinal);
        findings.Add(match.Target, node, span, match.Kind, SqlTargets.Worst(match.Confidence, atBest), statement);
    }

    /// <summary>Goes on to where a text is used that is kept first.</summary>
    private void Follow(ExpressionSyntax root)
    {
        switch (root.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when models.For(declarator)?.GetDeclaredSymbol(
                declarator) is { } symbol:
                FollowSymbol(symbol, declarator);
                break;
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property }:
                tainted.Add(models.For(property)?.GetDeclaredSymbol(property));
                break;
            case ArrowExpressionClauseSyntax { Parent: MemberDeclarationSyntax member }:
                tainted.Add(models.For(member)?.GetDeclaredSymbol(member));
                break;
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                tainted.Add(models.For(root)?.GetEnclosingSymbol(root.SpanStart) is IMethodSymbol method ? method.AssociatedSymbol ?? method
                    : null);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when assignment.Right == root &&
                models.For(name)?.GetSymbolInfo(name).Symbol is ILocalSymbol local:
                FollowSymbol(local, assignment);
                break;
            case InitializerExpressionSyntax or ExpressionElementSyntax:
                FollowList(root);
                break;
        }

        if (BuilderOf(root) is { } builder)
            FollowSymbol(builder, root);
    }

    private void FollowList(ExpressionSyntax root)
    {
        var declarator = root.FirstAncestorOrSelf<VariableDeclaratorSyntax>();
        if (declarator is not null && models.For(declarator)?.GetDeclaredSymbol(declarator) is { } symbol)
            FollowSymbol(symbol, declarator);
    }

    private void FollowSymbol(ISymbol symbol, SyntaxNode from)
    {
        if (symbol is not ILocalSymbol)
        {
            tainted.Add(symbol);
            return;
        }

        foreach (var name in Folder.Scope(from).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            var isAssigned = name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name;
            if (name.Identifier.ValueText == symbol.Name && !isAssigned &&
                SymbolEqualityComparer.Default.Equals(models.For(name)?.GetSymbolInfo(name).Symbol, symbol))
                Visit(name);
        }
    }

    /// <summary>The local builder that a call puts text into.</summary>
    private ILocalSymbol? BuilderOf(ExpressionSyntax root)
    {
        while (root is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
            root = access.Expression;
        return root is IdentifierNameSyntax &&
            models.For(root)?.GetSymbolInfo(root).Symbol is ILocalSymbol { Type.Name: "StringBuilder" } local ? local : null;
    }
}
