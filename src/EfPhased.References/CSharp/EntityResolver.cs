using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Tells which entity type an expression is about: a query, an entry, a builder of the model.
/// </summary>
internal sealed class EntityResolver(Models models, EntityMap entities)
{
    private static readonly HashSet<string> EntityCalls =
        ["Entity", "Set", "SharedTypeEntity", "FindEntityType", "Owned", "OwnsOne", "OwnsMany"];

    public EntityAnswer Resolve(ExpressionSyntax? expression) => Resolve(expression, 0);

    public EntityAnswer Of(ITypeSymbol? type)
    {
        if (type is null or IDynamicTypeSymbol or IErrorTypeSymbol or { SpecialType: SpecialType.System_Object })
            return EntityAnswer.Unknown;
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Select(Of).FirstOrDefault(a => a.IsKnown) ?? EntityAnswer.Unknown;
        return new EntityAnswer([.. entities.TablesOf(type)], IsKnown: true);
    }

    private EntityAnswer Resolve(ExpressionSyntax? expression, int depth)
    {
        if (expression is null || depth > 12 || models.For(expression) is not { } model)
            return EntityAnswer.Unknown;
        if (FromType(model.GetTypeInfo(expression).Type) is { IsKnown: true } typed)
            return typed;
        switch (expression)
        {
            case InvocationExpressionSyntax call:
                return FromCall(call, model) ?? Resolve((call.Expression as MemberAccessExpressionSyntax)?.Expression, depth + 1);
            case MemberAccessExpressionSyntax access:
                return Resolve(access.Expression, depth + 1);
            case IdentifierNameSyntax name:
                return model.GetSymbolInfo(name).Symbol switch
                {
                    ILocalSymbol { DeclaringSyntaxReferences: [var declared, ..] }
                        when declared.GetSyntax() is VariableDeclaratorSyntax local =>
                        Resolve(local.Initializer?.Value, depth + 1),
                    IParameterSymbol parameter => FromLambda(parameter, depth),
                    _ => EntityAnswer.Unknown,
                };
            default:
                return EntityAnswer.Unknown;
        }
    }

    /// <summary>The entity type among a type's arguments: of a builder, a set, an entry, a query.</summary>
    private EntityAnswer FromType(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
            return EntityAnswer.Unknown;
        foreach (var argument in named.TypeArguments.Reverse())
        {
            if (argument is ITypeParameterSymbol || IsEntity(argument))
                return Of(argument);
        }

        return IsEntity(named) && entities.TablesOf(named).Any() ? Of(named) : EntityAnswer.Unknown;
    }

    private bool IsEntity(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAnonymousType: false } &&
        (!IsOfFrameworks(type) || entities.TablesOf(type).Any());

    private static bool IsOfFrameworks(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None || type.IsIn("System") || type.IsIn("Microsoft");

    /// <summary><c>Entity(typeof(Customer))</c>, <c>Entity("Shop.Customer")</c>, <c>Set&lt;…&gt;("Shop.Customer")</c>.</summary>
    private EntityAnswer? FromCall(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access || !EntityCalls.Contains(access.Name.Identifier.ValueText))
            return null;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax type)
                return Of(model.GetTypeInfo(type.Type).Type);
            if (model.GetConstantValue(argument.Expression) is { HasValue: true, Value: string name })
                return new EntityAnswer([.. entities.TablesOf(name)], IsKnown: true);
        }

        return null;
    }

    /// <summary>The parameter of <c>Entity("Shop.Customer", b => …)</c> is about what the call names.</summary>
    private EntityAnswer FromLambda(IParameterSymbol parameter, int depth)
    {
        var lambda = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<LambdaExpressionSyntax>();
        return lambda?.Parent?.Parent?.Parent is InvocationExpressionSyntax call ? Resolve(call, depth + 1) : EntityAnswer.Unknown;
    }
}

/// <param name="Tables">The target tables that the entity type is mapped to.</param>
/// <param name="IsKnown">Whether the type is known at all: if so and there is no table, it is another entity's business.</param>
internal sealed record EntityAnswer(IReadOnlyList<TargetTable> Tables, bool IsKnown)
{
    public static readonly EntityAnswer Unknown = new([], IsKnown: false);
}
