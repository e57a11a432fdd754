using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Finds uses of a record's mapped property by its position: in constructor calls, deconstructions and positional patterns.
/// </summary>
internal sealed class PositionalUses(EntityMap entities, SemanticModel model, FindingList findings)
{
    public void Visit(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation when model.GetSymbolInfo(
                    creation).Symbol is IMethodSymbol constructor:
                    VisitArguments(arguments.Arguments, constructor);
                    break;
                case AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } assignment:
                    VisitTargets(assignment.Left, model.GetDeconstructionInfo(assignment).Method);
                    break;
                case ForEachVariableStatementSyntax loop:
                    VisitTargets(loop.Variable, model.GetDeconstructionInfo(loop).Method);
                    break;
                case RecursivePatternSyntax { PositionalPatternClause: { } clause } pattern:
                    VisitPattern(clause, model.GetTypeInfo(pattern).ConvertedType);
                    break;
            }
        }
    }

    /// <summary>The parameter of a record's primary constructor that makes a property; -1 for any other property.</summary>
    public static int PositionOf(MappedMember member) =>
        member.Declared is { ContainingType.IsRecord: true, DeclaringSyntaxReferences: [var declared, ..] } &&
        declared.GetSyntax() is ParameterSyntax { Parent: ParameterListSyntax list } parameter
            ? list.Parameters.IndexOf(parameter)
            : -1;

    private void VisitArguments(SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol constructor)
    {
        foreach (var (member, position) in MembersOf(constructor.ContainingType))
        {
            if (position < arguments.Count && position < constructor.Parameters.Length &&
                constructor.Parameters[position].Name == member.Name && arguments[position].NameColon is null)
                Add(member, arguments[position]);
        }
    }

    private void VisitTargets(ExpressionSyntax targets, IMethodSymbol? deconstruct)
    {
        if (deconstruct is null)
            return;
        IReadOnlyList<SyntaxNode> parts = targets switch
        {
            TupleExpressionSyntax tuple => [.. tuple.Arguments],
            DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax names } => [.. names.Variables],
            _ => [],
        };
        foreach (var (member, position) in MembersOf(deconstruct.ContainingType))
        {
            if (position < parts.Count && !IsDiscard(parts[position]))
                Add(member, parts[position]);
        }
    }

    private void VisitPattern(PositionalPatternClauseSyntax clause, ITypeSymbol? type)
    {
        foreach (var (member, position) in MembersOf(type))
        {
            if (position < clause.Subpatterns.Count && !IsDiscard(clause.Subpatterns[position].Pattern))
                Add(member, clause.Subpatterns[position]);
        }
    }

    private static bool IsDiscard(SyntaxNode node) => node is DiscardDesignationSyntax or DiscardPatternSyntax || node.ToString() == "_";

    private IEnumerable<(MappedMember Member, int Position)> MembersOf(ITypeSymbol? type)
    {
        foreach (var member in entities.Members)
        {
            if (PositionOf(member) is var position and >= 0 && type.InheritsFrom(member.Declared!.ContainingType))
                yield return (member, position);
        }
    }

    private void Add(MappedMember member, SyntaxNode node) =>
        findings.Add(member.Target, node, node.Span, ReferenceKind.Property, Confidence.Certain);
}
