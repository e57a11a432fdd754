using System.Runtime.Loader;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfPhased.Testing.Models;

internal static class SnapshotCompiler
{
    public static ModelSnapshot Compile(string source)
    {
        using MemoryStream image = new(CSharpCompiler.Compile("Snapshot", [source]));
        var type = AssemblyLoadContext.Default.LoadFromStream(image)
            .GetType($"{SnapshotModels.Namespace}.{SnapshotModels.TypeName}", throwOnError: true)!;
        return (ModelSnapshot)Activator.CreateInstance(type)!;
    }
}
