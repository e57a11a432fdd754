using System.Text;
using EfPhased.Design.Planning;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Operations;
using EfPhased.Running;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Oracles.Rows;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Testing.Recipes;

/// <summary>
/// Takes one change through all its phases and back on a real server, operation by operation, and holds every state between two
/// of them to both oracles.
/// </summary>
internal sealed class RecipeRun(
    TestServer server, TestDatabase database, RecipeScenario scenario, PlanningContext context, IModel oldModel, IModel oldRunning, IModel newRunning)
{
    private const string Change = "TheChange";

    private Shape? _old;
    private Shape? _new;
    private RunningVersions _running;

    public static async Task<string> VerifyAsync(TestServer server, RecipeScenario scenario)
    {
        var oldModel = scenario.OldModel(server);
        var own = Own(server, scenario, oldModel);
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(scenario.OldOn(server), database.ConnectionString, own);
        await using var context = PlanningContext.Open(scenario.NewOn(server), database.ConnectionString, scenario.After);
        var (oldRunning, newRunning) = (OldRunning(server, scenario, own), context.DesignTimeModel);
        if (scenario.RunAs is { } run)
        {
            newRunning = TestModels.Build(server, run.After);
            AssertSameTables(context, oldModel, oldRunning);
            AssertSameTables(context, context.DesignTimeModel, newRunning);
        }

        return await new RecipeRun(server, database, scenario, context, oldModel, oldRunning, newRunning).RunAsync();
    }

    /// <summary>A database as version N-1 knows it, with rows that its model can have.</summary>
    public static async Task<TestDatabase> PrepareAsync(TestServer server, RecipeScenario scenario)
    {
        var oldModel = scenario.OldModel(server);
        var own = Own(server, scenario, oldModel);
        var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(scenario.OldOn(server), database.ConnectionString, own);
        await using var context = PlanningContext.Open(scenario.NewOn(server), database.ConnectionString, scenario.After);
        var running = OldRunning(server, scenario, own);
        await new RecipeRun(server, database, scenario, context, oldModel, running, context.DesignTimeModel).InsertExistingRowsAsync();
        return database;
    }

    // As the old version itself loads it.
    private static IModel Own(TestServer server, RecipeScenario scenario, IModel oldModel)
        => scenario.Options is null ? oldModel : TestModels.ThroughSnapshot(scenario.OldOn(server), TestModels.Build(scenario.OldOn(server), scenario.Before));

    private static IModel OldRunning(TestServer server, RecipeScenario scenario, IModel oldModel)
        => scenario.AsClasses ? TestModels.Build(server, scenario.Before)
            : scenario.RunAs is { } run ? TestModels.ThroughSnapshot(server, TestModels.Build(server, run.Before)) : oldModel;

    private static void AssertSameTables(PlanningContext context, IModel real, IModel running)
        => Assert.Empty(context.GetService<IMigrationsModelDiffer>().GetDifferences(real.GetRelationalModel(), running.GetRelationalModel())
            .Select(o => OperationKey.Of(o).ToString()));

    // What N-1 sends and reads, and N, is what EF makes of their models: both as property bags or classes, run by EF itself.
    private async Task<string> RunAsync()
    {
        var newModel = context.DesignTimeModel;
        var plan = context.Plan(Change, oldModel, scenario.Hints);
        var before = scenario.Left is { } left
            ? await Parity.PlainAsync(server, null, TestModels.Build(server, left))
            : await Parity.DumpAsync(database);
        await InsertExistingRowsAsync();

        foreach (var migration in plan.Migrations)
            await StepAsync(migration, migration.Up, up: true, plan);

        var contracted = await Parity.DumpAsync(database);
        if (plan.Migrations.SelectMany(m => m.Up).OfType<AddTombstoneOperation>().Any())
            contracted = contracted.Without(scenario.Buried).WithoutAny("tombstone_");
        Parity.AssertSame(await Parity.PlainAsync(scenario.NewOn(server), scenario.FromScratch ? null : oldModel, newModel), contracted);
        await SeedRows.VerifyAsync(New, Old, scenario.Mapping);

        foreach (var migration in plan.Migrations.Reverse())
            await StepAsync(migration, migration.Down, up: false, plan);

        await SeedRows.VerifyAsync(Old, New, scenario.Mapping);
        var after = await Parity.DumpAsync(database);
        Parity.AssertSame(before.Without(scenario.Remains), after.Without(scenario.Remains));
        return Text(plan);
    }

    private async Task StepAsync(PlannedMigration migration, IReadOnlyList<MigrationOperation> operations, bool up, PhasedPlan plan)
    {
        var model = up ? migration.TargetModel : Previous(plan, migration);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is GateOperation gate)
                await AskAsync(gate, operations, plan);
            else
            {
                if (up && operations[i] is CheckRowsOperation && scenario.Correction is { } correction)
                    await CorrectAsync(operations[i], correction);
                await ExecuteAsync(operations[i], model);
            }

            // Proofs change nothing that a version could notice; the state after them is the next one's.
            if (operations[i] is ValidateConstraintOperation or CheckRowsOperation or GateOperation && i < operations.Count - 1)
                continue;

            var done = i == operations.Count - 1;
            var state = $"{migration.Phase} {(up ? "up" : "down")}, after {i + 1} of {operations.Count}: {OperationName(operations[i])}";
            var running = Running(migration.Phase, up, done);
            await StartAsync(running);
            await Compatibility.VerifyAsync(Old, New, scenario.Mapping, state, running);
        }
    }

    // A version that comes, or comes back, is a new process.
    private async Task StartAsync(RunningVersions running)
    {
        if ((running & ~_running).HasFlag(RunningVersions.Old))
            await Old.StartAsync();
        if ((running & ~_running).HasFlag(RunningVersions.New))
            await New.StartAsync();
        _running = running;
    }

    // Expand is complete before N starts; N-1 is gone before Contract begins.
    private static RunningVersions Running(Phase phase, bool up, bool done) => phase switch
    {
        Phase.Expand when up => done ? RunningVersions.Both : RunningVersions.Old,
        Phase.Expand => RunningVersions.Old,
        Phase.Switch => RunningVersions.Both,
        _ when up => RunningVersions.New,
        _ => done ? RunningVersions.Both : RunningVersions.New,
    };

    // Nothing but what the contract itself takes away may stand against it. Both versions have just written, so no quiet is asked for.
    private async Task AskAsync(GateOperation gate, IReadOnlyList<MigrationOperation> contract, PhasedPlan plan)
    {
        GatePolicy policy = new() { Quiet = TimeSpan.Zero };
        var services = RunServices.From(context, policy);
        GateSubject subject = new(
            gate, "contract", gate.Requires, [.. plan.Migrations.Where(m => m.Phase != Phase.Contract).SelectMany(m => m.Up)], contract, [],
            policy, new HistorySql(services).IsApplied);
        await database.ExecuteAsync(services.History.GetCreateIfNotExistsScript());
        foreach (var statement in services.Sql.CreateTables)
            await database.ExecuteAsync(statement);
        foreach (var id in gate.Requires)
            await database.ExecuteAsync(services.History.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())));
        foreach (var statement in services.Sql.Gate.Write(subject))
            await database.ExecuteAsync(statement.Sql);
    }

    private async Task CorrectAsync(MigrationOperation operation, string correction)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExecuteAsync(operation, null));
        await database.ExecuteAsync(correction);
    }

    private async Task ExecuteAsync(MigrationOperation operation, IModel? model)
    {
        var commands = context.GetService<IMigrationsSqlGenerator>().Generate([operation], model);
        await using var connection = await database.OpenAsync();
        foreach (var command in commands)
        {
            await using var text = connection.CreateCommand();
            text.CommandText = command.CommandText;
            try
            {
                await text.ExecuteNonQueryAsync();
            }
            catch (System.Data.Common.DbException e)
            {
                throw new InvalidOperationException($"{OperationName(operation)} failed: {e.Message}\n{command.CommandText}", e);
            }
        }
    }

    private async Task InsertExistingRowsAsync()
    {
        await StartAsync(RunningVersions.Old);
        var old = Old;
        RowFactory factory = new(new ShapePair(old, New, scenario.Mapping), new ValueGenerator(seed: 4711));
        foreach (var entity in old.Entities)
        {
            foreach (var variant in Enum.GetValues<Variant>())
                await factory.InsertAsync(old, entity, variant);
        }

        if (scenario.Preparation is { } preparation)
            await database.ExecuteAsync(preparation);
    }

    // A pair of shapes knows them by identity.
    private Shape Old => _old ??= new("old", scenario.OldOn(server), database.ConnectionString, oldRunning);

    private Shape New => _new ??= new("new", scenario.NewOn(server), database.ConnectionString, newRunning);

    private IModel? Previous(PhasedPlan plan, PlannedMigration migration)
    {
        var index = plan.Migrations.ToList().IndexOf(migration);
        return index == 0 ? oldModel : plan.Migrations[index - 1].TargetModel;
    }

    private string Text(PhasedPlan plan)
    {
        var text = new StringBuilder();
        foreach (var migration in plan.Migrations)
        {
            Append($"-- {migration.Phase}", migration.Up, migration.TargetModel);
            Append($"-- back from {migration.Phase}", migration.Down, Previous(plan, migration));
        }

        return text.ToString();

        void Append(string title, IReadOnlyList<MigrationOperation> operations, IModel? model)
        {
            text.AppendLine(title);
            foreach (var operation in operations)
            {
                var step = PlanDescriber.Describe(operation, plan.Dialect, model);
                text.AppendLine($"-- {step.Symbol} {step.Text}{(step.Lock.Length == 0 ? "" : $" ({step.Lock}, {step.Work})")}");
                if (operation is GateOperation gate)
                    Describe(gate);
                else
                    foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate([operation], model))
                        text.AppendLine(command.CommandText.Trim());
            }

            text.AppendLine();
        }

        // Its SQL is the same for all changes; what it is about is not.
        void Describe(GateOperation gate)
        {
            foreach (var agreement in gate.Agreements)
                text.AppendLine($"--   compares {agreement.Table}: {string.Join(", ", agreement.Values.Select(v => v.Rows is { } rows ? $"rows of {rows.Part}" : $"{v.Column} = {v.Value}"))}");
            foreach (var removed in gate.Removes)
                text.AppendLine($"--   removes {removed.Table}{(removed.Column is null ? "" : "." + removed.Column)}");
        }
    }

    private static string OperationName(MigrationOperation operation) => OperationKey.Of(operation).ToString();
}
