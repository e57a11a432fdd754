using System.Runtime.Loader;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Finds assemblies that the project with the migrations has and the application that starts it does not carry, as EF Core's
/// design package: it is a private asset, so it stays with the project that names it.
/// </summary>
internal static class FallbackAssemblies
{
    public static void Install(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return;

        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
            byName.TryAdd(Path.GetFileNameWithoutExtension(path), path);

        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name is { } simple && byName.TryGetValue(simple, out var path) && File.Exists(path)
                ? context.LoadFromAssemblyPath(path)
                : null;
    }
}
