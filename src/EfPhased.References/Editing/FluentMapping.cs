using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.Editing;

/// <summary>
/// Column names that the fluent API gives to a property: <c>entity.Property(c => c.Name)….HasColumnName("Name")</c>.
/// </summary>
internal static class FluentMapping
{
    /// <returns>The literals that name the column.</returns>
    public static IEnumerable<LiteralExpressionSyntax> Of(ColumnName name, CompilationUnitSyntax root)
        => root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => Called(call) == "HasColumnName" && IsOf(name, call))
            .Select(call => call.ArgumentList.Arguments.FirstOrDefault()?.Expression)
            .OfType<LiteralExpressionSyntax>()
            .Where(l => l.IsKind(SyntaxKind.StringLiteralExpression));

    // The chain is read from its end: every call's receiver is the call before it.
    private static bool IsOf(ColumnName name, InvocationExpressionSyntax call)
    {
        for (var receiver = Receiver(call); receiver is not null; receiver = Receiver(receiver))
        {
            if (Called(receiver) is "Property" or "ComplexProperty")
                return Names(receiver) is var (type, property) && property == name.Property && (name.Type is null || type is null || Same(name.Type, type));
        }

        return false;
    }

    private static (string? Type, string Property)? Names(InvocationExpressionSyntax property)
        => property.ArgumentList.Arguments.FirstOrDefault()?.Expression switch
        {
            SimpleLambdaExpressionSyntax { Body: MemberAccessExpressionSyntax member } => (EntityOf(property), member.Name.Identifier.ValueText),
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => (EntityOf(property), literal.Token.ValueText),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } n
                => (EntityOf(property), n.ArgumentList.Arguments[0].Expression.ToString().Split('.')[^1]),
            _ => null,
        };

    // modelBuilder.Entity<Customer>().Property(...): what a local variable stands for is not looked up.
    private static string? EntityOf(InvocationExpressionSyntax property)
        => property.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax g } } }
            && g.Identifier.ValueText == "Entity"
            ? g.TypeArgumentList.Arguments[0].ToString()
            : null;

    private static bool Same(string given, string found) => given.Split('.')[^1] == found.Split('.')[^1];

    private static string? Called(InvocationExpressionSyntax call)
        => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    private static InvocationExpressionSyntax? Receiver(InvocationExpressionSyntax call)
        => (call.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax;
}
