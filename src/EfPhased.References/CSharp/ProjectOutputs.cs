namespace EfPhased.References.CSharp;

/// <summary>
/// Tells which project wrote an assembly that another one references. MSBuild copies it from where the compiler puts it, so names are
/// compared, and folders where several projects, or one for several frameworks, write the same name.
/// </summary>
internal sealed class ProjectOutputs(IReadOnlyList<CompilerCommand> commands)
{
    private readonly ILookup<string, (string Path, CompilerCommand Command)> byName = commands
        .Select(c => (Path: OutputOf(c), Command: c))
        .Where(o => o.Path is not null)
        .Select(o => (Path: o.Path!, o.Command))
        .ToLookup(o => Path.GetFileName(o.Path), StringComparer.OrdinalIgnoreCase);

    public CompilerCommand? Find(string assembly)
    {
        if (assembly.Contains($"{Path.DirectorySeparatorChar}packages{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            return null;
        var folders = assembly.Split(Path.DirectorySeparatorChar);
        return byName[Path.GetFileName(assembly)]
            .OrderByDescending(o => o.Path.Split(Path.DirectorySeparatorChar).Intersect(folders, StringComparer.Ordinal).Count())
            .Select(o => o.Command)
            .FirstOrDefault();
    }

    private static string? OutputOf(CompilerCommand command)
    {
        var argument = command.Arguments.FirstOrDefault(a =>
            a.StartsWith("/out:", StringComparison.Ordinal) || a.StartsWith("-out:", StringComparison.Ordinal));
        return argument is null ? null : Path.GetFullPath(argument[5..].Trim('"'), command.BaseDirectory);
    }
}
