using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp.Folding;

/// <summary>
/// Works out what text an expression stands for: constants, fields and variables that are set once, concatenation, interpolation,
/// formatting, string builders, resources. Where the source leaves a choice, all texts are given.
/// </summary>
internal sealed partial class Folder(Models models, SqlTargets targets, ResourceFiles resources)
{
    private const int MostAlternatives = 16;
    private const int Deepest = 24;

    private static readonly FoldedText[] Unknown = [FoldedText.Hole];

    public FoldedText[] Fold(ExpressionSyntax expression) => Fold(expression, [], 0);

    private FoldedText[] Fold(ExpressionSyntax expression, HashSet<ISymbol> open, int depth)
    {
        if (depth > Deepest)
            return Unknown;
        return expression switch
        {
            LiteralExpressionSyntax literal => Literal(literal),
            ParenthesizedExpressionSyntax inner => Fold(inner.Expression, open, depth + 1),
            CastExpressionSyntax cast => Fold(cast.Expression, open, depth + 1),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven =>
                Fold(forgiven.Operand, open, depth + 1),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
                Join([.. Terms(sum).Select(t => Fold(t, open, depth + 1))]),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice =>
                Either(Fold(choice.Left, open, depth + 1), Fold(choice.Right, open, depth + 1)),
            ConditionalExpressionSyntax choice => Either(Fold(choice.WhenTrue, open, depth + 1), Fold(choice.WhenFalse, open, depth + 1)),
            SwitchExpressionSyntax choice => Either([.. choice.Arms.Select(a => Fold(a.Expression, open, depth + 1))]),
            InterpolatedStringExpressionSyntax text => Interpolated(text, open, depth),
            InvocationExpressionSyntax call => Call(call, open, depth),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => Symbol(expression, open, depth),
            _ => Constant(expression),
        };
    }

    private static FoldedText[] Literal(LiteralExpressionSyntax literal) => literal.Kind() switch
    {
        SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression =>
            [FoldedText.Literal(literal.Token.ValueText, literal, LiteralText.Positions(literal.Token))],
        SyntaxKind.CharacterLiteralExpression or SyntaxKind.NumericLiteralExpression =>
            [FoldedText.Value(literal.Token.ValueText, literal)],
        _ => Unknown,
    };

    private FoldedText[] Constant(ExpressionSyntax expression) =>
        models.For(expression)?.GetConstantValue(expression) is { HasValue: true, Value: string or char } constant
            ? [FoldedText.Value(constant.Value.ToString()!, expression)]
            : Unknown;

    private FoldedText[] Interpolated(InterpolatedStringExpressionSyntax text, HashSet<ISymbol> open, int depth)
    {
        // What becomes a FormattableString sends each hole as a parameter, constant or not.
        var parameters = models.For(text)?.GetTypeInfo(text).ConvertedType?.Name is "FormattableString" or "IFormattable";
        var verbatim = text.StringStartToken.Text.Contains('@', StringComparison.Ordinal);
        return Join([.. text.Contents.Select(c => c switch
        {
            InterpolatedStringTextSyntax part =>
                [FoldedText.Literal(part.TextToken.ValueText, part, LiteralText.Positions(part.TextToken, verbatim))],
            InterpolationSyntax hole when !parameters && hole.AlignmentClause is null && hole.FormatClause is null =>
                Fold(hole.Expression, open, depth + 1),
            _ => Unknown,
        })]);
    }

    private static FoldedText[] Either(params FoldedText[][] choices) =>
        [.. choices.SelectMany(c => c).DistinctBy(f => f.Text).Take(MostAlternatives)];

    /// <summary>Every combination, up to a bound: beyond it each part keeps the first of its texts.</summary>
    private static FoldedText[] Join(IReadOnlyList<FoldedText[]> parts)
    {
        IEnumerable<IEnumerable<FoldedText>> combined = [[]];
        var count = 1;
        foreach (var part in parts)
        {
            var choices = count * part.Length <= MostAlternatives ? part : part[..1];
            count *= choices.Length;
            combined = combined.SelectMany(c => choices.Select(c.Append)).ToList();
        }

        return [.. combined.Select(FoldedText.Concat)];
    }

    /// <summary>A text of a resource file: what names a target by itself is found in that file.</summary>
    private FoldedText Resource(string text, ExpressionSyntax use) =>
        SqlAnalyzer.StartsStatement(text, targets) &&
            SqlAnalyzer.Analyze(text, targets).Count > 0 ? FoldedText.Unplaced(text) : FoldedText.Value(text, use);

    /// <summary>
    /// A text that is written somewhere else. When it names a target by itself, that place is where to look; a mere word of it means
    /// something only where it is used.
    /// </summary>
    private FoldedText[] Elsewhere(FoldedText[] texts, ExpressionSyntax use) =>
        [.. texts.Select(f => f.IsHole || SqlAnalyzer.Analyze(f.Text, targets).Count > 0 ? f : FoldedText.Value(f.Text, use))];
}
