using System.Runtime.CompilerServices;

namespace EfPhased.Testing.Goldens;

/// <summary>
/// Compares a text with the file that holds it, beside the test: <c>Class.Test.name.golden</c>.
/// <c>EFPHASED_ACCEPT=1</c> writes the file instead.
/// </summary>
public static class Golden
{
    public static void Verify(
        string text,
        string name,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string testName = "")
    {
        var stem = Path.GetFileNameWithoutExtension(testFile);
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, $"{stem}.{testName}.{name}.golden");
        var actual = Normalize(text);

        if (Environment.GetEnvironmentVariable("EFPHASED_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        if (!File.Exists(path))
            Assert.Fail($"There is no {Path.GetFileName(path)}. Read the text, then run again with EFPHASED_ACCEPT=1:\n\n{actual}");

        var expected = Normalize(File.ReadAllText(path));
        if (expected != actual)
            Assert.Fail($"{Path.GetFileName(path)} differs; EFPHASED_ACCEPT=1 accepts the new text.\n{LineDiff.Render(expected, actual)}");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
