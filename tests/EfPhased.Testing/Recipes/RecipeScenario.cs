using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

/// <summary>One change: the model before, the model after, and what the author says about it.</summary>
internal sealed record RecipeScenario(Action<ModelBuilder> Before, Action<ModelBuilder> After)
{
    public ShapeMapping Mapping { get; init; } = new();

    public PlanHints Hints { get; init; } = PlanHints.None;
}
