using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Recipes;

/// <summary>One change: the model before, the model after, and what the author says about it.</summary>
internal sealed record RecipeScenario(Action<ModelBuilder> Before, Action<ModelBuilder> After)
{
    /// <summary>Plain EF Core writes no statement that the server takes, so the schema is compared with that of a new database.</summary>
    public bool FromScratch { get; init; }

    public ShapeMapping Mapping { get; init; } = new();

    /// <summary>What each version's contexts tell the provider beyond the connection: which enum types it maps.</summary>
    public (Action<DbContextOptionsBuilder> Old, Action<DbContextOptionsBuilder> New)? Options { get; init; }

    /// <summary>
    /// Models of the same tables that the versions run with, where the property bags of a snapshot cannot run the real ones: they have
    /// no navigations, hence no owned types. That the tables are the same is asserted.
    /// </summary>
    public (Action<ModelBuilder> Before, Action<ModelBuilder> After)? RunAs { get; init; }

    /// <summary>
    /// Both versions run with the classes of their models, owned and complex types and all: a snapshot's property bags have no
    /// navigations.
    /// </summary>
    public bool AsClasses { get; init; }

    /// <summary>Objects that neither plain EF nor the server can take back: after all Downs they may still be there, or be larger.</summary>
    public IReadOnlyList<string> Remains { get; init; } = [];

    /// <summary>Objects that belong to a tombstone and keep their names: a table's sequence.</summary>
    public IReadOnlyList<string> Buried { get; init; } = [];

    /// <summary>SQL that corrects rows against which the change stops, once it has stopped.</summary>
    public string? Correction { get; init; }

    /// <summary>SQL that makes the rows which exist before the change such that it can be done; may run again when there are more.</summary>
    public string? Preparation { get; init; }

    /// <summary>The model whose schema is there after all Downs, where the way back leaves a column wider than it was; null for the one before.</summary>
    public Action<ModelBuilder>? Left { get; init; }

    public PlanHints Hints { get; init; } = PlanHints.None;

    public TestServer OldOn(TestServer server) => server.With(Options?.Old);

    public TestServer NewOn(TestServer server) => server.With(Options?.New);

    /// <summary>The model before, as the old version left it in its snapshot and as the new version's tools load that.</summary>
    public IModel OldModel(TestServer server) => TestModels.ThroughSnapshot(OldOn(server), TestModels.Build(OldOn(server), Before), NewOn(server));
}
