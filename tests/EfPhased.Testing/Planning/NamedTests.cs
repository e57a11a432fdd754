using System.Reflection;

namespace EfPhased.Testing.Planning;

/// <summary>Tests that text names, which must not outlive them.</summary>
internal static class NamedTests
{
    /// <param name="names">Each by its class and method, as in <c>PartitionTests.All_phases_and_back</c>.</param>
    /// <param name="tests">The assembly that has them.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names, Assembly tests)
    {
        foreach (var name in names)
            Assert.True(Runs(name.Split('.'), tests), $"{tests.GetName().Name} runs no test {name}.");
        return names;
    }

    private static bool Runs(string[] name, Assembly tests) => tests.GetTypes()
        .Where(t => t.Name == name[0] && !t.IsAbstract)
        .SelectMany(t => t.GetMethods())
        .Any(m => m.Name == name[1] && m.GetCustomAttribute<FactAttribute>() is { Skip: null });
}
