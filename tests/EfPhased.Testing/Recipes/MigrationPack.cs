using System.Reflection;
using System.Runtime.Loader;
using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Recipes;

/// <summary>
/// A change as a project would have it: the C# that <c>add</c> writes, compiled.
/// </summary>
internal sealed class MigrationPack
{
    private readonly Lazy<Assembly> _assembly;

    private MigrationPack(byte[] image)
    {
        Image = image;
        _assembly = new(() =>
        {
            using MemoryStream stream = new(image);
            return AssemblyLoadContext.Default.LoadFromStream(stream);
        });
    }

    public const string Change = "TheChange";

    public byte[] Image { get; }

    public Assembly Assembly => _assembly.Value;

    public static MigrationPack Of(TestServer server, RecipeScenario scenario, IModel oldModel)
    {
        using var context = PlanningContext.Open(scenario.NewOn(server), server.AdministratorConnectionString, scenario.After);
        return Of(context, context.Plan(Change, oldModel, scenario.Hints), context.Before(oldModel, typeof(PackedContext)));
    }

    public static MigrationPack Of(PlanningContext context, PhasedPlan plan, IReadOnlyList<string>? before = null)
        => new(CSharpCompiler.Compile("Migrations", [.. before ?? [], .. context.CSharp(plan), .. context.Designers(plan, typeof(PackedContext))]));

    public static MigrationPack Load(string file) => new(File.ReadAllBytes(file));
}
