using EfPhased.References.Editing;
using EfPhased.Tool.Building;

namespace EfPhased.Tool.Editing;

/// <summary>
/// Writes what <c>--new-column</c> and <c>--keep-column</c> ask for into the user's sources, and takes it back when the command fails.
/// </summary>
internal sealed class ColumnNameHints
{
    private readonly Dictionary<string, byte[]> _before = [];

    /// <summary>What was edited, for the user.</summary>
    public List<string> Edits { get; } = [];

    /// <exception cref="ToolException">EFP5020 to EFP5023: the property cannot be found, or not told apart. Nothing was written.</exception>
    public void Apply(BuildOptions build, string option, IEnumerable<string> hints)
    {
        foreach (var hint in hints)
        {
            if (build.NoBuild)
                throw Errors.NeedsBuild(option);
            var name = ColumnName.Parse(hint) ?? throw Errors.BadColumnHint(option, hint);
            var edit = ColumnNameEditor.Find(name, Sources(build)) switch
            {
                [var one] => one,
                [] => throw Errors.PropertyNotFound(option, name.ToString(), name.Column),
                var several => throw Errors.SeveralProperties(option, hint, several.Select(e => $"{e.File}({e.Line})")),
            };
            _before.TryAdd(edit.File, File.ReadAllBytes(edit.File));
            Write(edit);
            Edits.Add($"{edit.File}({edit.Line}): {name} is mapped to the column '{name.Column}'");
        }
    }

    public void TakeBack()
    {
        foreach (var (file, content) in _before)
            File.WriteAllBytes(file, content);
    }

    // A byte order mark stays or stays away, as the team has it.
    private static void Write(SourceEdit edit)
    {
        using var reader = new StreamReader(edit.File, detectEncodingFromByteOrderMarks: true);
        reader.Peek();
        var hasMark = File.ReadAllBytes(edit.File).AsSpan().StartsWith(reader.CurrentEncoding.Preamble);
        reader.Dispose();
        File.WriteAllText(edit.File, edit.Text, hasMark ? reader.CurrentEncoding : new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static IEnumerable<string> Sources(BuildOptions build)
    {
        var (target, startup) = ProjectFiles.Find(build.Project, build.StartupProject);
        return SolutionFiles.Find(null, [target, startup]).Projects
            .Select(p => Path.GetDirectoryName(p)!)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")))
            .Distinct();
    }
}
