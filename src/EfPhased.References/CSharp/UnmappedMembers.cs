using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Properties that some context ignores: code may go on using them without the column, unless another context maps them.
/// </summary>
internal sealed class UnmappedMembers
{
    private readonly ConcurrentDictionary<(string Entity, string Property), byte> ignored = new();

    public void Add(MappedMember member) => ignored.TryAdd((member.Entity.Metadata(), member.Name), 0);

    public Confidence Limit(MappedMember member, Confidence confidence) =>
        ignored.ContainsKey((member.Entity.Metadata(), member.Name)) ? Confidence.Possible : confidence;

    /// <summary>Whether a name stands in <c>Ignore(c => c.Name)</c> or <c>Ignore(nameof(Customer.Name))</c>.</summary>
    public static bool IsIgnored(SyntaxNode name, SemanticModel model)
    {
        var argument = name.FirstAncestorOrSelf<ArgumentSyntax>(a =>
            a.Parent?.Parent is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Ignore" },
            });
        return argument?.Parent?.Parent is InvocationExpressionSyntax call &&
            model.GetSymbolInfo(call).Symbol.IsIn("Microsoft.EntityFrameworkCore");
    }
}
