using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EfPhased.Testing.Models;

/// <summary>Compiles generated code against whatever the test itself runs on.</summary>
internal static class CSharpCompiler
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Select(MetadataReference (path) => MetadataReference.CreateFromFile(path))
        .ToList());

    /// <summary>The library that some source files make.</summary>
    /// <exception cref="InvalidOperationException">They do not compile; the message has the errors and the source.</exception>
    public static byte[] Compile(string name, IReadOnlyList<string> sources)
    {
        var compilation = CSharpCompilation.Create(
            $"{name}_{Guid.NewGuid():N}",
            sources.Select(s => CSharpSyntaxTree.ParseText(s)),
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable));

        using MemoryStream assembly = new();
        var result = compilation.Emit(assembly);
        return result.Success
            ? assembly.ToArray()
            : throw new InvalidOperationException($"{name} does not compile:\n{string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}\n\n{string.Join('\n', sources)}");
    }
}
