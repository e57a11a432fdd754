using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp.Folding;

internal sealed partial class Folder
{
    private static readonly HashSet<string> PassThrough =
        ["Trim", "TrimStart", "TrimEnd", "ToString", "Normalize", "ReplaceLineEndings", "AsSpan", "ToCharArray", "AsMemory"];

    private FoldedText[] Call(InvocationExpressionSyntax call, HashSet<ISymbol> open, int depth)
    {
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
            return Constant(call);
        if (models.For(call)?.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return Unknown;
        var arguments = call.ArgumentList.Arguments;
        var type = method.ContainingType?.Name;
        if (type == "String" && method.Name == "Format")
            return Format(arguments, method, open, depth);
        if (type == "FormattableStringFactory" && method.Name == "Create" && arguments.Count > 0)
            return Holes(Fold(arguments[0].Expression, open, depth + 1));
        if (type == "String" && method.Name == "Concat")
            return Join([.. Elements(arguments).Select(a => Fold(a, open, depth + 1))]);
        if (type == "String" && method.Name == "Join" && arguments.Count > 1)
            return JoinWith(arguments, open, depth);
        if (call.Expression is MemberAccessExpressionSyntax access)
        {
            if (type == "StringBuilder")
                return method.Name == "ToString" ? BuilderText(access.Expression, open, depth) : Unknown;
            if (type == "ResourceManager" && method.Name == "GetString" && arguments.Count > 0 &&
                Fold(arguments[0].Expression, open, depth + 1) is [var key] && resources.Find(key.Text) is { } resource)
            {
                return [Resource(resource, call)];
            }

            if (type == "String" && method.Name == "Replace" && arguments.Count == 2)
                return Replaced(access.Expression, arguments, open, depth);
            if (PassThrough.Contains(method.Name) && method.ContainingNamespace.ToDisplayString() == "System")
                return Fold(access.Expression, open, depth + 1);
        }

        return Returned(method, call, open, depth);
    }

    /// <summary>A method of the source that only returns a text: its parameters are holes.</summary>
    private FoldedText[] Returned(IMethodSymbol method, InvocationExpressionSyntax call, HashSet<ISymbol> open, int depth)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var body = definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            MethodDeclarationSyntax declared => declared.ExpressionBody?.Expression ?? OnlyReturn(declared.Body),
            LocalFunctionStatementSyntax declared => declared.ExpressionBody?.Expression ?? OnlyReturn(declared.Body),
            _ => null,
        };
        if (body is null || definition.ReturnType.SpecialType != SpecialType.System_String || definition.IsVirtual || !open.Add(definition))
            return Unknown;
        try
        {
            return Elsewhere(Fold(body, open, depth + 1), call);
        }
        finally
        {
            open.Remove(definition);
        }
    }

    private FoldedText[] Format(SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol method, HashSet<ISymbol> open, int depth)
    {
        var skip = method.Parameters[0].Type.Name == "IFormatProvider" ? 1 : 0;
        if (arguments.Count <= skip)
            return Unknown;
        var values = Elements(arguments.Skip(skip + 1)).Select(a => Fold(a, open, depth + 1)).ToList();
        return [.. Fold(arguments[skip].Expression, open, depth + 1).SelectMany(f => Formatted(f, values)).Take(MostAlternatives)];
    }

    private static FoldedText[] Formatted(FoldedText format, List<FoldedText[]> values)
    {
        var parts = new List<FoldedText[]>();
        var at = 0;
        foreach (Match hole in FormatHole().Matches(format.Text))
        {
            parts.Add([format.Slice(at, hole.Index - at)]);
            at = hole.Index + hole.Length;
            if (hole.Value is "{{" or "}}")
                parts.Add([format.Slice(hole.Index, 1)]);
            else
                parts.Add(int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture) is var index &&
                    index < values.Count ? values[index] : Unknown);
        }

        parts.Add([format.Slice(at, format.Text.Length - at)]);
        return Join(parts);
    }

    private static FoldedText[] Holes(FoldedText[] formats) => [.. formats.SelectMany(f => Formatted(f, []))];

    private FoldedText[] JoinWith(SeparatedSyntaxList<ArgumentSyntax> arguments, HashSet<ISymbol> open, int depth)
    {
        var separator = Fold(arguments[0].Expression, open, depth + 1);
        var parts = new List<FoldedText[]>();
        foreach (var element in Elements(arguments.Skip(1)))
        {
            if (parts.Count > 0)
                parts.Add(separator);
            parts.Add(Fold(element, open, depth + 1));
        }

        return parts.Count == 0 ? Unknown : Join(parts);
    }

    /// <summary>The elements of <c>params</c>, given one by one, as an array or as a collection expression, also by a variable.</summary>
    private IEnumerable<ExpressionSyntax> Elements(IEnumerable<ArgumentSyntax> arguments)
    {
        foreach (var argument in arguments)
        {
            var elements = ElementsOf(argument.Expression) ?? ElementsOf(Value(argument.Expression)) ?? [argument.Expression];
            foreach (var element in elements)
                yield return element;
        }
    }

    private ExpressionSyntax? Value(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax &&
            models.For(expression)?.GetSymbolInfo(expression).Symbol is { } symbol
            ? symbol is ILocalSymbol
                ? (symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value
                : Initializer(symbol)
            : null;

    private static IEnumerable<ExpressionSyntax>? ElementsOf(ExpressionSyntax? expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ObjectCreationExpressionSyntax { Initializer: { RawKind: (int)SyntaxKind.CollectionInitializerExpression } list } =>
            list.Expressions,
        InitializerExpressionSyntax list => list.Expressions,
        CollectionExpressionSyntax list when list.Elements.All(e => e is ExpressionElementSyntax) =>
            list.Elements.Cast<ExpressionElementSyntax>().Select(e => e.Expression),
        _ => null,
    };

    private FoldedText[] Replaced(ExpressionSyntax text, SeparatedSyntaxList<ArgumentSyntax> arguments, HashSet<ISymbol> open, int depth)
    {
        if (Fold(arguments[0].Expression, open, depth + 1) is not [{ IsHole: false, Text.Length: > 0 } old])
            return Unknown;
        var replacement = Fold(arguments[1].Expression, open, depth + 1);
        return [.. Fold(text, open, depth + 1).SelectMany(f => ReplacedIn(f, old.Text, replacement)).Take(MostAlternatives)];
    }

    private static FoldedText[] ReplacedIn(FoldedText text, string old, FoldedText[] replacement)
    {
        var parts = new List<FoldedText[]>();
        var at = 0;
        for (int found; (found = text.Text.IndexOf(old, at, StringComparison.Ordinal)) >= 0; at = found + old.Length)
        {
            parts.Add([text.Slice(at, found - at)]);
            parts.Add(replacement);
        }

        parts.Add([text.Slice(at, text.Text.Length - at)]);
        return Join(parts);
    }

    private FoldedText[] BuilderText(ExpressionSyntax builder, HashSet<ISymbol> open, int depth)
    {
        var start = builder;
        while (start is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
            start = access.Expression;
        if (start is IdentifierNameSyntax && models.For(start)?.GetSymbolInfo(start).Symbol is ILocalSymbol)
        {
            var before = Fold(start, open, depth + 1);
            return start == builder ? before : Join([before, .. BuilderChain(builder, open, depth)]);
        }

        return Join([.. BuilderChain(builder, open, depth)]);
    }

    /// <summary>The texts that <c>new StringBuilder("a").Append("b").AppendLine("c")</c> puts together.</summary>
    private IEnumerable<FoldedText[]> BuilderChain(ExpressionSyntax chain, HashSet<ISymbol> open, int depth)
    {
        if (chain is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, ..] })
            return Fold(first.Expression, open, depth + 1) is [{ IsHole: true }] ? [] : [Fold(first.Expression, open, depth + 1)];
        if (chain is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
            return [];
        var before = BuilderChain(access.Expression, open, depth);
        var arguments = call.ArgumentList.Arguments;
        return access.Name.Identifier.ValueText switch
        {
            "Append" when arguments.Count > 0 => [.. before, Fold(arguments[0].Expression, open, depth + 1)],
            "AppendLine" when arguments.Count == 0 => [.. before, [FoldedText.Value("\n", call)]],
            "AppendLine" => [.. before, Fold(arguments[^1].Expression, open, depth + 1), [FoldedText.Value("\n", call)]],
            "AppendFormat" when models.For(call)?.GetSymbolInfo(call).Symbol is IMethodSymbol method =>
                [.. before, Format(arguments, method, open, depth)],
            "AppendJoin" when arguments.Count > 1 => [.. before, JoinWith(arguments, open, depth)],
            _ => before,
        };
    }

    [GeneratedRegex(@"\{\{|\}\}|\{(\d+)[^{}]*\}")]
    private static partial Regex FormatHole();
}
