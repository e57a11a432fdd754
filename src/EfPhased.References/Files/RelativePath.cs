namespace EfPhased.References;

internal static class RelativePath
{
    /// <summary>A path as reports show it: from the root, with forward slashes.</summary>
    public static string Of(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
