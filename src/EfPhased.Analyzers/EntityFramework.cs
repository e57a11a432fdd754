using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EfPhased.Analyzers;

/// <summary>
/// The calls of EF Core that matter here.
/// </summary>
internal static class EntityFramework
{
    private const string Namespace = "Microsoft.EntityFrameworkCore";

    /// <summary>The entity's type and the argument with the property's name; null when the call is none that names one.</summary>
    public static (ITypeSymbol Entity, IOperation Name)? NamedProperty(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Property" or "CurrentValue" or "OriginalValue") || !IsIn(call.TargetMethod))
            return null;

        // EF.Property<T>(entity, name); the entity comes in as an object.
        var arguments = call.Arguments;
        if (call.TargetMethod is { IsStatic: true, ContainingType.Name: "EF" } && arguments.Length == 2)
            return Unconverted(arguments[0].Value).Type is { } entity ? (entity, arguments[1].Value) : null;

        // EntityEntry<Customer>.Property(name)
        return call.Instance?.Type is INamedTypeSymbol { Name: "EntityEntry", TypeArguments.Length: 1 } entry && arguments.Length > 0
            ? (entry.TypeArguments[0], arguments[0].Value)
            : null;
    }

    /// <summary>True where the model is told to leave the property out: that is how a property loses its column.</summary>
    public static bool IsIgnored(IOperation reference)
    {
        for (var current = reference.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation call)
                return call.TargetMethod.Name == "Ignore" && IsIn(call.TargetMethod);
        }

        return false;
    }

    private static bool IsIn(IMethodSymbol method)
        => method.ContainingType?.ContainingNamespace?.ToDisplayString().StartsWith(Namespace, StringComparison.Ordinal) == true;

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }
}
