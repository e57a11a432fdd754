using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Planning;

/// <summary>The golden files that scenarios of recipe tests leave where they were carried out on a real server.</summary>
internal static class RecipeGoldens
{
    /// <param name="scenarios">Their names, as in <c>IndexBehaviour.Unique</c>.</param>
    /// <param name="kind">The server.</param>
    /// <param name="testFile">A source file below the folder of all tests.</param>
    /// <returns>Those that there are for the server.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string> scenarios, ServerKind kind, string testFile)
    {
        var tests = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(testFile)))!;
        var found = new List<string>();
        foreach (var scenario in scenarios)
        {
            var files = Directory.GetDirectories(tests, "EfPhased.*").Select(p => Path.Combine(p, "Recipes")).Where(Directory.Exists)
                .SelectMany(p => Directory.GetFiles(p, $"{scenario}.*.golden")).Select(f => Path.GetFileName(f)!).ToList();
            Assert.True(files.Count > 0, $"No recipe test has the scenario {scenario}.");
            if (files.Contains($"{scenario}.{kind}.golden"))
                found.Add(scenario);
        }

        return found;
    }
}
