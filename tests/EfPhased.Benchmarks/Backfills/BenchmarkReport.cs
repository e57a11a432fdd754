using System.Text.Json;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The result of a benchmark: on the console, as Markdown and as JSON.</summary>
internal static class BenchmarkReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="output">The folder; it is made.</param>
    /// <param name="name">The files' name.</param>
    /// <param name="markdown">For people.</param>
    /// <param name="data">The same for programs.</param>
    public static async Task WriteAsync(DirectoryInfo output, string name, string markdown, object data)
    {
        output.Create();
        Console.WriteLine();
        Console.WriteLine(markdown);
        await File.WriteAllTextAsync(Path.Combine(output.FullName, name + ".md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(output.FullName, name + ".json"), JsonSerializer.Serialize(data, Indented));
        Console.WriteLine($"written to {output.FullName}");
    }
}
