using EfPhased.Design.Emit;
using EfPhased.Design.Planning;
using EfPhased.Design.Splitting;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace EfPhased.Testing.Recipes;

/// <summary>The new version's context, with phased migrations, whose model a delegate builds.</summary>
internal sealed class PlanningContext : DbContext
{
    private const string Namespace = "App.Migrations";

    private readonly Action<ModelBuilder> _build;

    private PlanningContext(DbContextOptions options, Action<ModelBuilder> build)
        : base(options)
        => _build = build;

    public static PlanningContext Open(TestServer server, string connectionString, Action<ModelBuilder> build)
    {
        var options = server.PhasedOptions<PlanningContext>(connectionString);
        options.ReplaceService<IModelCacheKeyFactory, KeyPerInstance>();
        return new(options.Options, build);
    }

    public IModel DesignTimeModel => this.GetService<IDesignTimeModel>().Model;

    /// <param name="change">Its name.</param>
    /// <param name="oldModel">The model before.</param>
    /// <param name="hints">What the author says.</param>
    /// <param name="byHand">Operations that the author wrote into a migration which is split.</param>
    public PhasedPlan Plan(string change, IModel oldModel, PlanHints hints, IReadOnlyList<MigrationOperation>? byHand = null)
    {
        var second = 0;
        var planner = new PhasePlanner(this, this.GetService<IMigrationsModelDiffer>(), name => $"2026112112000{second++}_{name}");
        var steps = byHand is { Count: > 0 } ? WithServices((_, o) => HandWrittenSteps.Of(change, byHand, [], phase: null, new OperationTexts(o))) : [];
        return planner.Plan(change, oldModel, DesignTimeModel, hints, steps);
    }

    /// <summary>The migrations as <c>add</c> writes them, one class each.</summary>
    public IReadOnlyList<string> CSharp(PhasedPlan plan) => Generate(g => plan.Migrations.Select(m => g.GenerateMigration(Namespace, plan.Change, m)));

    /// <summary>Their Designer files, which hold the model that each migration ends in.</summary>
    /// <param name="plan">The change.</param>
    /// <param name="contextType">The context that the files name.</param>
    public IReadOnlyList<string> Designers(PhasedPlan plan, Type contextType)
        => Generate(g => plan.Migrations.Select(
            m => g.GenerateMetadata(Namespace, contextType, PhasedCSharpMigrationsGenerator.ClassName(m), m.Id, m.TargetModel)));

    /// <summary>A migration that does nothing and ends in the model from before the change, so that going back has one to go back to.</summary>
    public IReadOnlyList<string> Before(IModel oldModel, Type contextType)
        =>
        [
            .. Generate(g => [g.GenerateMetadata(Namespace, contextType, "Before", "20260101000000_Before", oldModel)]),
            $"namespace {Namespace} {{ partial class Before : {typeof(Migration).FullName} {{ protected override void Up({typeof(MigrationBuilder).FullName} builder) {{ }} }} }}",
        ];

    private IReadOnlyList<string> Generate(Func<PhasedCSharpMigrationsGenerator, IEnumerable<string>> write)
        => WithServices<IReadOnlyList<string>>((services, operations) =>
        {
            PhasedCSharpMigrationsGenerator generator = new(
                services.GetRequiredService<MigrationsCodeGeneratorDependencies>(),
                services.GetRequiredService<CSharpMigrationsGeneratorDependencies>() with { CSharpMigrationOperationGenerator = operations });
            return [.. write(generator)];
        });

    private T WithServices<T>(Func<IServiceProvider, PhasedCSharpOperationGenerator, T> use)
    {
        var assembly = GetType().Assembly;
        DesignTimeServicesBuilder builder = new(assembly, assembly, new OperationReporter(handler: null), args: []);
        using var services = builder.CreateServiceCollection(this).BuildServiceProvider();
        using var scope = services.CreateScope();
        var operations = new PhasedCSharpOperationGenerator(
            scope.ServiceProvider.GetRequiredService<CSharpMigrationOperationGeneratorDependencies>());
        return use(scope.ServiceProvider, operations);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => _build(modelBuilder);

    private sealed class KeyPerInstance : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.ContextId.InstanceId, designTime);
    }
}
