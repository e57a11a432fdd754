namespace EfPhased.Tool.Output;

/// <summary>
/// A file that a command writes its report to.
/// </summary>
internal static class ReportFile
{
    public static void Save(string file, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(file, text);
    }
}
