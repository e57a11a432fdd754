using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfPhased.Testing.Models;

internal static class SnapshotCompiler
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Select(MetadataReference (path) => MetadataReference.CreateFromFile(path))
        .ToList());

    public static ModelSnapshot Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            $"Snapshot_{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable));

        using MemoryStream assembly = new();
        var result = compilation.Emit(assembly);
        if (!result.Success)
            throw new InvalidOperationException($"The snapshot does not compile:\n{string.Join('\n', result.Diagnostics)}\n\n{source}");

        assembly.Position = 0;
        var type = AssemblyLoadContext.Default.LoadFromStream(assembly)
            .GetType($"{SnapshotModels.Namespace}.{SnapshotModels.TypeName}", throwOnError: true)!;
        return (ModelSnapshot)Activator.CreateInstance(type)!;
    }
}
