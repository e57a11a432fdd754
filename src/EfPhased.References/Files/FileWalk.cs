using System.IO.Enumeration;

namespace EfPhased.References.Files;

/// <summary>
/// Lists the files of a folder that a scan looks at. Outputs, packages and the version control's own files are never among them.
/// </summary>
internal static class FileWalk
{
    private static readonly string[] LeftOut = ["bin", "obj", "node_modules", ".git", ".hg", ".svn", ".vs", ".idea"];

    public static IEnumerable<string> List(string root, GlobSet include, GlobSet exclude)
    {
        var prefix = Path.TrimEndingDirectorySeparator(root).Length + 1;
        return new FileSystemEnumerable<string>(
            root,
            static (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            {
                if (entry.IsDirectory)
                    return false;
                var byExtension = include.Matches(Path.GetExtension(entry.FileName));
                if (!byExtension && !include.NeedsPath)
                    return false;
                if (byExtension && exclude.IsEmpty)
                    return true;
                var path = Relative(entry.Directory, entry.FileName, prefix);
                return (byExtension || include.Matches(path)) && !exclude.Matches(path);
            },
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLeftOut(entry.FileName),
        };
    }

    /// <summary>Whether a path lies in a folder that is never looked at, counted from the root.</summary>
    public static bool IsLeftOut(string relativePath)
    {
        foreach (var range in relativePath.AsSpan().Split('/'))
        {
            if (IsLeftOut(relativePath.AsSpan()[range]))
                return true;
        }

        return false;
    }

    private static bool IsLeftOut(ReadOnlySpan<char> folder)
    {
        foreach (var name in LeftOut)
        {
            if (folder.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string Relative(ReadOnlySpan<char> directory, ReadOnlySpan<char> name, int prefix) =>
        Path.Join(directory.Length >= prefix ? directory[prefix..] : default, name).Replace('\\', '/');
}
