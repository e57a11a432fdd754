using EfPhased.Testing.Goldens;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Testing.Recipes;

/// <summary>
/// The C# that <c>add</c> writes, for the change of every recipe's test: it compiles, it says what was planned, and it reads as its
/// golden file does.
/// </summary>
public abstract class WrittenCodeBehaviour(TestServer server)
{
    [Fact]
    public void Every_change_is_written_as_it_was_planned()
    {
        List<string> failures = [];
        var scenarios = ScenarioCatalog.Of(GetType().Assembly);
        foreach (var scenario in scenarios)
        {
            try
            {
                Verify(scenario);
            }
            catch (Exception e)
            {
                failures.Add($"{scenario}: {e.Message}");
            }
        }

        Assert.NotEmpty(scenarios);
        Assert.True(failures.Count == 0, $"{failures.Count} of {scenarios.Count}\n\n{string.Join("\n\n", failures)}");
    }

    private void Verify(NamedScenario named)
    {
        var oldModel = named.Scenario.OldModel(server);
        var newServer = named.Scenario.NewOn(server);
        using var planning = PlanningContext.Open(newServer, server.AdministratorConnectionString, named.Scenario.After);
        var plan = planning.Plan(MigrationPack.Change, oldModel, named.Scenario.Hints);
        using var written = PackedContext.Open(newServer, server.AdministratorConnectionString, MigrationPack.Of(planning, plan).Assembly);

        foreach (var planned in plan.Migrations)
        {
            var migration = Migration(written, planned.Id);
            var model = written.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel);
            Assert.Equal(Sql(written, planned.Up, planned.TargetModel), Sql(written, migration.UpOperations, model));
            Assert.Equal(Sql(written, planned.Down, oldModel), Sql(written, migration.DownOperations, oldModel));
        }

        Golden.Verify(string.Join("\n", planning.CSharp(plan)), named.GoldenName + ".cs", named.TestFile, named.TestName);
    }

    private static Migration Migration(DbContext context, string id)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        return assembly.CreateMigration(assembly.Migrations[id], context.Database.ProviderName!);
    }

    private static string Sql(DbContext context, IReadOnlyList<MigrationOperation> operations, IModel model)
        => string.Join("\n", context.GetService<IMigrationsSqlGenerator>().Generate(operations, model).Select(c => c.CommandText));
}
