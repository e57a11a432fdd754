using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp.Folding;

internal sealed partial class Folder
{
    private FoldedText[] Symbol(ExpressionSyntax expression, HashSet<ISymbol> open, int depth)
    {
        var symbol = models.For(expression)?.GetSymbolInfo(expression).Symbol;
        if (symbol is ILocalSymbol local)
            return Local(local, expression, open, depth);
        if (symbol is not (IFieldSymbol or IPropertySymbol))
            return Constant(expression);
        if (resources.Find(symbol) is { } resource)
            return [Resource(resource, expression)];
        if (Initializer(symbol) is not { } value || !open.Add(symbol))
            return Constant(expression);
        try
        {
            return Elsewhere(Fold(value, open, depth + 1), expression);
        }
        finally
        {
            open.Remove(symbol);
        }
    }

    /// <summary>What a field or property always gives, as far as its declaration tells.</summary>
    private static ExpressionSyntax? Initializer(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax field when symbol is IFieldSymbol { IsConst: true } or IFieldSymbol { IsReadOnly: true } =>
            field.Initializer?.Value,
        VariableDeclaratorSyntax field when symbol.DeclaredAccessibility == Accessibility.Private && IsSetOnce(symbol, field) =>
            field.Initializer?.Value,
        PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
        PropertyDeclarationSyntax { Initializer: { } initializer } when symbol is IPropertySymbol { SetMethod: null } => initializer.Value,
        PropertyDeclarationSyntax { AccessorList: { } accessors } =>
            accessors.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } getter
            ? getter.ExpressionBody?.Expression ?? OnlyReturn(getter.Body)
            : null,
        _ => null,
    };

    private static bool IsSetOnce(ISymbol field, VariableDeclaratorSyntax declarator) =>
        declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(a => SqlUses.NameOf(a.Left) == field.Name) == false;

    private static ExpressionSyntax? OnlyReturn(BlockSyntax? body) =>
        body?.DescendantNodes(n => n is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>().ToList() is [var only] ? only.Expression : null;

    /// <summary>A variable's text: what it is declared with, and what is put behind it. Set anew, it may be any of its texts.</summary>
    private FoldedText[] Local(ILocalSymbol local, ExpressionSyntax use, HashSet<ISymbol> open, int depth)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax declarator || !open.Add(local))
            return Unknown;
        try
        {
            if (local.Type.Name == "StringBuilder")
                return Builder(local, declarator, use, open, depth);
            var model = models.For(declarator)!;
            var texts = declarator.Initializer is { } initializer ? Fold(initializer.Value, open, depth + 1) : null;
            foreach (var assignment in Scope(declarator).DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (assignment.SpanStart >= use.SpanStart || assignment.Left is not IdentifierNameSyntax name ||
                    name.Identifier.ValueText != local.Name ||
                    !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local) || assignment.Contains(use))
                {
                    continue;
                }

                var added = Assigned(assignment, local, texts, open, depth);
                texts = assignment.IsKind(SyntaxKind.AddAssignmentExpression)
                    ? Join([texts ?? Unknown, added])
                    : texts is null ? added : Either(texts, added);
            }

            return texts ?? Unknown;
        }
        finally
        {
            open.Remove(local);
        }
    }

    /// <summary><c>sql = sql + "…"</c> goes on from the text so far.</summary>
    private FoldedText[] Assigned(AssignmentExpressionSyntax assignment, ILocalSymbol local, FoldedText[]? soFar, HashSet<ISymbol> open,
        int depth)
    {
        if (assignment.Right is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && soFar is not null &&
            Terms(sum).Peek() is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name)
        {
            return Join([soFar, .. Terms(sum).Skip(1).Select(t => Fold(t, open, depth + 1))]);
        }

        return Fold(assignment.Right, open, depth + 1);
    }

    /// <summary>The terms of <c>a + b + c</c>; a statement of many lines has many.</summary>
    private static Stack<ExpressionSyntax> Terms(ExpressionSyntax expression)
    {
        var terms = new Stack<ExpressionSyntax>();
        for (; expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum; expression = sum.Left)
            terms.Push(sum.Right);
        terms.Push(expression);
        return terms;
    }

    /// <summary>The code that can use a local variable.</summary>
    public static SyntaxNode Scope(SyntaxNode declarator) =>
        declarator.FirstAncestorOrSelf<SyntaxNode>(n =>
            n is MemberDeclarationSyntax or AccessorDeclarationSyntax && n is not GlobalStatementSyntax)
        ?? declarator.SyntaxTree.GetRoot();

    /// <summary>A builder's text: what is appended to it, in the order of the source.</summary>
    private FoldedText[] Builder(ILocalSymbol local, VariableDeclaratorSyntax declarator, ExpressionSyntax use, HashSet<ISymbol> open,
        int depth)
    {
        var parts = new List<FoldedText[]>();
        var model = models.For(declarator)!;
        if (declarator.Initializer is { } initializer)
            parts.AddRange(BuilderChain(initializer.Value, open, depth));
        foreach (var name in Scope(declarator).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.SpanStart >= use.SpanStart || name.Identifier.ValueText != local.Name ||
                !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local))
                continue;
            ExpressionSyntax chain = name;
            while (chain.Parent is MemberAccessExpressionSyntax access && access.Expression == chain &&
                access.Parent is InvocationExpressionSyntax call)
                chain = call;
            parts.AddRange(BuilderChain(chain, open, depth));
        }

        return parts.Count == 0 ? Unknown : Join(parts);
    }
}
