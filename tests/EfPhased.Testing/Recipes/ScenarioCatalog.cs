using System.Reflection;
using System.Runtime.CompilerServices;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Recipes;

/// <summary>A scenario and the test that it belongs to.</summary>
internal sealed record NamedScenario(string Name, RecipeScenario Scenario)
{
    /// <summary>What the provider's golden files are called after.</summary>
    public required string GoldenName { get; init; }

    /// <summary>The test's source file.</summary>
    public required string TestFile { get; init; }

    public required string TestName { get; init; }

    public override string ToString() => Name;
}

/// <summary>
/// All scenarios of the recipes' tests, so that other tests can put each of them to another use.
/// </summary>
internal static class ScenarioCatalog
{
    private static readonly AsyncLocal<List<NamedScenario>?> Collected = new();

    /// <param name="tests">The test assembly whose recipe tests are asked.</param>
    public static IReadOnlyList<NamedScenario> Of(Assembly tests)
        =>
        [
            .. tests.GetTypes().Where(t => t.IsSubclassOf(typeof(RecipeBehaviour)) && !t.IsAbstract)
                .SelectMany(t => t.GetMethods().Where(IsScenario).SelectMany(m => Of(t, m)))
                .OrderBy(s => s.Name, StringComparer.Ordinal),
        ];

    /// <summary>True where a test is only asked for its scenario, which is noted.</summary>
    public static bool Takes(RecipeScenario scenario, string goldenName, string testFile, string testName)
    {
        if (Collected.Value is not { } list)
            return false;
        list.Add(new NamedScenario(testName, scenario) { GoldenName = goldenName, TestFile = testFile, TestName = testName });
        return true;
    }

    // What a test asserts beyond one scenario it says in an async method of its own.
    private static bool IsScenario(MethodInfo method)
        => method.GetCustomAttribute<FactAttribute>() is not null && method.ReturnType == typeof(Task) && method.GetParameters().Length == 0
            && method.GetCustomAttribute<AsyncStateMachineAttribute>() is null;

    private static List<NamedScenario> Of(Type tests, MethodInfo method)
    {
        var instance = Activator.CreateInstance(tests)!;
        var found = Collected.Value = new List<NamedScenario>();
        try
        {
            ((Task)method.Invoke(instance, null)!).GetAwaiter().GetResult();
        }
        finally
        {
            Collected.Value = null;
        }

        return found.ConvertAll(s => s with { Name = $"{tests.Name}.{s.Name}" });
    }
}
