using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EfPhased.References.CSharp.Folding;

/// <summary>
/// The semantic models of one compilation, each made once.
/// </summary>
internal sealed class Models(CSharpCompilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();

    public CSharpCompilation Compilation => compilation;

    public SemanticModel? For(SyntaxNode node) =>
        compilation.ContainsSyntaxTree(node.SyntaxTree) ? models.GetOrAdd(node.SyntaxTree, t => compilation.GetSemanticModel(t))
            : ForReferenced(node.SyntaxTree);

    /// <summary>A referenced project's model: its constants are written there.</summary>
    private SemanticModel? ForReferenced(SyntaxTree tree)
    {
        foreach (var reference in compilation.References.OfType<CompilationReference>())
        {
            if (reference.Compilation.ContainsSyntaxTree(tree))
                return models.GetOrAdd(tree, t => reference.Compilation.GetSemanticModel(t));
        }

        return null;
    }
}
