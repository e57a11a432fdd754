using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.CSharp;

/// <summary>
/// Compiles projects from their compiler commands, on demand, each once. Not for several threads.
/// </summary>
internal sealed class Compilations(IReadOnlyList<CompilerCommand> commands, ScanProblems problems)
{
    private readonly ProjectOutputs outputs = new(commands);
    private readonly Dictionary<CompilerCommand, CSharpCompilation?> compilations = [];
    private readonly Dictionary<string, MetadataReference?> assemblies = new(StringComparer.Ordinal);

    public CSharpCompilation? Get(CompilerCommand command)
    {
        if (compilations.TryGetValue(command, out var known))
            return known;
        compilations[command] = null; // projects that seem to need each other: the second one gets the assembly
        return compilations[command] = Compile(command);
    }

    private CSharpCompilation? Compile(CompilerCommand command)
    {
        try
        {
            var arguments = CSharpCommandLineParser.Default.Parse(command.Arguments, command.BaseDirectory, sdkDirectory: null);
            var trees = new SyntaxTree?[arguments.SourceFiles.Length];
            Parallel.For(0, trees.Length, i => trees[i] = Parse(arguments.SourceFiles[i].Path, arguments.ParseOptions));
            return CSharpCompilation.Create(
                arguments.CompilationName ?? Path.GetFileNameWithoutExtension(command.Project),
                trees.OfType<SyntaxTree>(),
                arguments.MetadataReferences.Select(r => Reference(command, r)).OfType<MetadataReference>(),
                arguments.CompilationOptions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AggregateException or ArgumentException)
        {
            problems.Add("EFP6051", command.Project,
                $"The project could not be compiled for the scan, so its code was not looked at: {Innermost(e).Message}");
            return null;
        }
    }

    private SyntaxTree? Parse(string path, CSharpParseOptions options)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return CSharpSyntaxTree.ParseText(SourceText.From(stream), options, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add("EFP6052", path, $"The file could not be read: {e.Message}");
            return null;
        }
    }

    /// <summary>
    /// A project that is scanned too is referenced as its source, so that neither a missing nor an old output changes what is found.
    /// </summary>
    private MetadataReference? Reference(CompilerCommand command, CommandLineReference reference)
    {
        var path = Path.GetFullPath(reference.Reference, command.BaseDirectory);
        if (outputs.Find(path) is { } project && project != command && Get(project) is { } compilation)
            return compilation.ToMetadataReference(reference.Properties.Aliases, reference.Properties.EmbedInteropTypes);
        if (!assemblies.TryGetValue(path, out var assembly))
            assemblies[path] = assembly = Assembly(command, path);
        return reference.Properties.Aliases.IsEmpty ? assembly : assembly?.WithProperties(reference.Properties);
    }

    private PortableExecutableReference? Assembly(CompilerCommand command, string path)
    {
        if (File.Exists(path))
            return MetadataReference.CreateFromFile(path);
        problems.Add("EFP6051", command.Project,
            $"The reference '{path}' does not exist, so code that uses it may be read wrongly. Build the solution, and scan again.");
        return null;
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
