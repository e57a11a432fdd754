using System.Reflection;
using System.Runtime.CompilerServices;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Recipes;

/// <summary>A scenario and the test that it belongs to.</summary>
internal sealed record NamedScenario(string Name, RecipeScenario Scenario)
{
    public override string ToString() => Name;
}

/// <summary>
/// All scenarios of the recipes' tests, so that other tests can put each of them to another use.
/// </summary>
internal static class ScenarioCatalog
{
    private static readonly AsyncLocal<List<RecipeScenario>?> Collected = new();

    /// <param name="tests">The test assembly whose recipe tests are asked.</param>
    public static IReadOnlyList<NamedScenario> Of(Assembly tests)
        =>
        [
            .. tests.GetTypes().Where(t => t.IsSubclassOf(typeof(RecipeBehaviour)) && !t.IsAbstract)
                .SelectMany(t => t.GetMethods().Where(IsScenario).SelectMany(m => Of(t, m)))
                .OrderBy(s => s.Name, StringComparer.Ordinal),
        ];

    /// <summary>True where a test is only asked for its scenario, which is noted.</summary>
    public static bool Takes(RecipeScenario scenario)
    {
        if (Collected.Value is not { } list)
            return false;
        list.Add(scenario);
        return true;
    }

    // What a test asserts beyond one scenario it says in an async method of its own.
    private static bool IsScenario(MethodInfo method)
        => method.GetCustomAttribute<FactAttribute>() is not null && method.ReturnType == typeof(Task) && method.GetParameters().Length == 0
            && method.GetCustomAttribute<AsyncStateMachineAttribute>() is null;

    private static IEnumerable<NamedScenario> Of(Type tests, MethodInfo method)
    {
        var instance = Activator.CreateInstance(tests)!;
        var found = Collected.Value = [];
        try
        {
            ((Task)method.Invoke(instance, null)!).GetAwaiter().GetResult();
        }
        finally
        {
            Collected.Value = null;
        }

        return found.Select((s, i) => new NamedScenario($"{tests.Name}.{method.Name}{(i == 0 ? "" : $" {i + 1}")}", s));
    }
}
