using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis;

namespace EfPhased.References.CSharp;

/// <summary>
/// Finds the largest expression that a piece of text becomes part of.
/// </summary>
internal static class TextRoots
{
    private static readonly HashSet<string> Through =
        ["Trim", "TrimStart", "TrimEnd", "ToString", "Normalize", "ReplaceLineEndings", "Replace", "Append", "AppendLine", "AppendFormat",
            "AppendJoin", "Insert"];

    private static readonly HashSet<string> Joining = ["Format", "Concat", "Join", "Create"];

    public static ExpressionSyntax Climb(ExpressionSyntax expression)
    {
        while (Next(expression) is { } outer)
            expression = outer;
        return expression;
    }

    private static ExpressionSyntax? Next(ExpressionSyntax expression) => expression.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax or SwitchExpressionSyntax => (ExpressionSyntax)expression.Parent,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => forgiven,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.CoalesceExpression } joined => joined,
        ConditionalExpressionSyntax choice when choice.Condition != expression => choice,
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == expression => choice,
        InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text } => text,
        MemberAccessExpressionSyntax access when access.Name == expression => access, // the end of Sql.Columns.Name
        MemberAccessExpressionSyntax access when access.Expression == expression => Called(access),
        InitializerExpressionSyntax { Parent: ExpressionSyntax array } list when IsJoined(array) => list.Parent as ExpressionSyntax,
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } when IsJoined(list) => list,
        ArgumentSyntax argument => Joined(argument),
        _ => null,
    };

    private static InvocationExpressionSyntax? Called(MemberAccessExpressionSyntax access) =>
        access.Parent is InvocationExpressionSyntax call && Through.Contains(access.Name.Identifier.ValueText) ? call : null;

    private static InvocationExpressionSyntax? Joined(ArgumentSyntax argument) =>
        argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call &&
        ((Joining.Contains(access.Name.Identifier.ValueText) &&
            access.Expression.ToString() is "string" or "String" or "System.String" or "FormattableStringFactory") ||
         access.Name.Identifier.ValueText is "Append" or "AppendLine" or "AppendFormat" or "AppendJoin" or "Replace")
            ? call
            : null;

    private static bool IsJoined(ExpressionSyntax list) => list.Parent is ArgumentSyntax argument && Joined(argument) is not null;
}
