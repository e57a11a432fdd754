using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Finds uses of mapped properties, and of entity types whose table goes, wherever the compiler binds a name to them.
/// </summary>
internal sealed class PropertyUses(EntityMap entities, SemanticModel model, EntityResolver resolver, ScanContext context)
{
    private readonly FindingList findings = context.Findings;
    private readonly UnmappedMembers unmapped = context.Unmapped;
    private readonly TaintedMembers tainted = context.Tainted;

    public void Visit(SyntaxToken token)
    {
        foreach (var member in entities.Members)
        {
            if (member.Name == token.ValueText)
                Visit(token, member);
        }

        foreach (var (type, target) in entities.Dropped)
        {
            if (type.Name == token.ValueText)
                VisitType(token, type, target);
        }
    }

    private void Visit(SyntaxToken token, MappedMember member)
    {
        var node = token.Parent!;
        switch (node)
        {
            case PropertyDeclarationSyntax property when property.Identifier == token && property.Parent is not InterfaceDeclarationSyntax:
                Add(token, member, Match(model.GetDeclaredSymbol(property), null, member));
                break;
            case ParameterSyntax parameter when parameter.Identifier == token && parameter.Parent?.Parent is RecordDeclarationSyntax record:
                Add(token, member, Match(PropertyOf(model.GetDeclaredSymbol(record), member.Name), null, member));
                tainted.Add(model.GetDeclaredSymbol(record));
                break;
            case IdentifierNameSyntax { Parent: NameEqualsSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax value } } name:
                VisitValue(name, value, member);
                break;
            case IdentifierNameSyntax name:
                VisitName(token, name, member);
                break;
        }
    }

    private void VisitName(SyntaxToken token, IdentifierNameSyntax name, MappedMember member)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } &&
            constructor.ContainingType.IsRecord)
        {
            Add(token, member, Match(PropertyOf(constructor.ContainingType, member.Name), null, member)); // new Customer(Name: …)
        }
        else if (symbol is IPropertySymbol property)
        {
            if (UnmappedMembers.IsIgnored(name, model))
                unmapped.Add(member);
            else
                Add(token, member, Match(property, Receiver(name), member));
        }
        else if (symbol is null && name.Parent is MemberAccessExpressionSyntax access && access.Name == name &&
            member.Declared is not null &&
            model.GetTypeInfo(access.Expression).Type is null or IErrorTypeSymbol or IDynamicTypeSymbol)
        {
            Add(token, member, Confidence.Possible); // dynamic, or code that does not compile here
        }
    }

    /// <summary><c>HasData(new { Id = 1, Name = "x" })</c> means the entity's properties by their names.</summary>
    private void VisitValue(IdentifierNameSyntax name, AnonymousObjectMemberDeclaratorSyntax value, MappedMember member)
    {
        if (value.Parent?.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ||
            call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasData" or "SetValues" } access ||
            !model.GetSymbolInfo(call).Symbol.IsIn("Microsoft.EntityFrameworkCore"))
        {
            return;
        }

        if (resolver.Resolve(access.Expression).Tables.Any(t => t.Columns.Contains(member.Target)))
            findings.Add(member.Target, name, name.Span, ReferenceKind.PropertyName, unmapped.Limit(member, Confidence.Certain));
    }

    private static Confidence? Match(ISymbol? symbol, ITypeSymbol? receiver, MappedMember member) =>
        symbol is IPropertySymbol property ? member.Match(property, receiver) : null;

    private static IPropertySymbol? PropertyOf(INamedTypeSymbol? type, string name) =>
        type?.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();

    /// <summary>The type that a property is used through; null to take the one that declares it.</summary>
    private ITypeSymbol? Receiver(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => TypeOf(access.Expression),
        MemberBindingExpressionSyntax binding =>
            TypeOf(binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(a =>
            a.WhenNotNull.Span.Contains(binding.Span))?.Expression),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax created } } assignment
            when assignment.Left == name => TypeOf(created),
        NameColonSyntax { Parent: SubpatternSyntax subpattern } => PatternType(subpattern),
        MemberAccessExpressionSyntax { Parent: ExpressionColonSyntax { Parent: SubpatternSyntax subpattern } } => PatternType(subpattern),
        _ => name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? model.GetDeclaredSymbol(declaration) : null,
    };

    private ITypeSymbol? PatternType(SubpatternSyntax subpattern) =>
        subpattern.Parent?.Parent is PatternSyntax pattern ? model.GetTypeInfo(pattern).ConvertedType : null;

    private ITypeSymbol? TypeOf(ExpressionSyntax? expression)
    {
        if (expression is null)
            return null;
        if (model.GetTypeInfo(expression).Type is { } type)
            return type;
        return model.GetSymbolInfo(expression).Symbol as ITypeSymbol; // nameof(Customer.Name)
    }

    private void Add(SyntaxToken token, MappedMember member, Confidence? confidence)
    {
        if (confidence is { } sure)
            findings.Add(member.Target, token.Parent!, token.Span, ReferenceKind.Property, unmapped.Limit(member, sure));
    }

    /// <summary>In EF's generics the type stands for its table; elsewhere it may live on without one.</summary>
    private void VisitType(SyntaxToken token, INamedTypeSymbol type, ReferenceTarget target)
    {
        if (token.Parent is not IdentifierNameSyntax name || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, type))
            return;
        var mapped = name.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax generic } &&
            model.GetSymbolInfo(generic).Symbol.IsIn("Microsoft.EntityFrameworkCore");
        findings.Add(target, name, token.Span, ReferenceKind.Property, mapped ? Confidence.Certain : Confidence.Possible);
    }
}
