using System.Reflection;
using EfPhased.Design.Linting.History;

namespace EfPhased.Design.Linting;

/// <summary>
/// The line of a step: that of the call, or, where the statement itself can be found below it, that of the statement.
/// </summary>
internal sealed class SourcePositionOf(SourcePositions positions)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, string[]> _files = [];

    public SourcePosition? Of(LintedMigration migration, LintedStep step)
    {
        var call = positions.Find(step.Call, migration.Code.Type);
        if (call is null || step.Statement is not { } statement)
            return call;

        // Raw, verbatim and ordinary literals write quotes each in their own way; what is in no literal is left to the line of the call.
        var first = statement.Text.Trim().Split('\n')[0].Trim();
        string[] forms = [first, first.Replace("\"", "\"\"", StringComparison.Ordinal), first.Replace("\"", "\\\"", StringComparison.Ordinal)];
        var lines = LinesOf(call.File);
        for (var i = call.Line - 1; i < Math.Min(lines.Length, call.Line + statement.Line + Reach); i++)
        {
            if (i >= call.Line - 1 + Math.Max(0, statement.Line - 1) && Array.Exists(forms, f => lines[i].Contains(f, StringComparison.Ordinal)))
                return call with { Line = i + 1 };
        }

        return call;
    }

    /// <summary>The first line of a migration's Up, or of whatever else it has.</summary>
    public SourcePosition? Start(Type migration)
        => (migration.GetMethod("Up", Declared) ?? (MethodBase?)migration.GetConstructors(Declared).FirstOrDefault()) is { } method ? positions.Find(method) : null;

    // How far below the line of the call its text begins at the most.
    private const int Reach = 5;

    private string[] LinesOf(string file)
    {
        if (!_files.TryGetValue(file, out var lines))
            _files[file] = lines = File.ReadAllLines(file);
        return lines;
    }
}
