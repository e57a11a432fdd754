using System.Reflection;
using EfPhased.Design.Linting.Checks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Linting;

/// <summary>
/// Finds migrations that EF Core passes over: without their Designer file they are classes like any other.
/// </summary>
internal static class Discovery
{
    public static IEnumerable<Finding> Check(Assembly assembly, Type context, SourcePositionOf positions)
        => TypesOf(assembly)
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && t.IsSubclassOf(typeof(Migration)))
            .Select(t => (Type: t, Why: WhyNot(t, context)))
            .Where(t => t.Why is not null)
            .OrderBy(t => t.Type.FullName, StringComparer.Ordinal)
            .Select(t => new Finding(
                CheckRule.Undiscoverable.Code, CheckRule.Undiscoverable.Name, CheckRule.Undiscoverable.Severity, t.Type.Name, null,
                $"EF Core never runs it: {t.Why}")
            {
                Position = positions.Start(t.Type), SafeForm = CheckRule.Undiscoverable.SafeForm,
            });

    private static string? WhyNot(Type migration, Type context)
    {
        var id = migration.GetCustomAttribute<MigrationAttribute>()?.Id;
        var its = migration.GetCustomAttribute<DbContextAttribute>()?.ContextType;
        return (id, its) switch
        {
            (null, null) => "the class has neither [Migration] nor [DbContext]; its Designer file is missing",
            (null, _) when its == context => "the class has no [Migration]",
            (_, null) => "the class has no [DbContext]",

            // Contexts of one assembly may each have their own migrations, but not their base classes'.
            _ when its != context && (its.IsAssignableFrom(context) || context.IsAssignableFrom(its)) && its.IsAbstract
                => $"[DbContext] names '{its.Name}', of which '{context.Name}' is made",
            _ => null,
        };
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            // EF Core, too, goes on with those that can be loaded.
            return e.Types.OfType<Type>();
        }
    }
}
