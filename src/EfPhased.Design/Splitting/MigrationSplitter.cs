using System.Reflection;
using EfPhased.Design.Emit;
using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace EfPhased.Design.Splitting;

/// <summary>
/// Replaces the newest plain migration by the phases of the same change: what <c>dotnet ef-phased split</c> does.
/// </summary>
internal sealed class MigrationSplitter(DesignSession session)
{
    private readonly ISnapshotModelProcessor _processor = session.Services.GetRequiredService<ISnapshotModelProcessor>();
    private readonly OperationTexts _texts = new(session.Services.GetRequiredService<ICSharpMigrationOperationGenerator>());

    private DbContext Context => session.Context;

    private string Provider => Context.Database.ProviderName!;

    private IMigrationsAssembly Assembly { get; } = session.Context.GetService<IMigrationsAssembly>();

    private IMigrationsModelDiffer Differ { get; } = session.Context.GetService<IMigrationsModelDiffer>();

    /// <exception cref="PhasedException">EFP408x: the migration cannot be split, and why; EFP4xxx: nor can its change. Nothing was written.</exception>
    public PlanDocument Split(SplitRequest request)
    {
        var (id, type) = Find(request.Migration);
        var change = id[15..];
        if (!request.NotApplied)
            RefuseApplied(change, id);

        var migration = Assembly.CreateMigration(type, Provider);
        var newModel = Context.GetService<IDesignTimeModel>().Model;
        if (Differ.HasDifferences(_processor.Process(Assembly.ModelSnapshot?.Model)?.GetRelationalModel(), newModel.GetRelationalModel()))
            throw DesignErrors.ModelMovedOn(change);

        var previous = Assembly.Migrations.Reverse().Skip(1).Select(m => m.Value).FirstOrDefault();
        var oldModel = previous is null ? null : _processor.Process(Assembly.CreateMigration(previous, Provider).TargetModel);
        var (hints, handWritten) = ReadSource(change, migration, oldModel, newModel, request);

        var plan = CheckedPlan.Make(Context, change, oldModel, newModel, hints, request.Contracted, handWritten);

        var scaffolder = ActivatorUtilities.CreateInstance<PhasedMigrationsScaffolder>(session.Services);
        var files = scaffolder.Replace(id, plan, oldModel, session.ProjectDir, session.RootNamespace, request.DryRun);
        return PlanDescriber.Describe(plan, request.DryRun ? [] : files);
    }

    private (string Id, TypeInfo Type) Find(string name)
    {
        var id = Assembly.FindMigrationId(name) ?? throw DesignErrors.UnknownMigration(name, [.. Assembly.Migrations.Keys.TakeLast(3)]);
        var newest = Assembly.Migrations.Keys.Last();
        if (id != newest)
            throw DesignErrors.NotNewest(id, newest);
        var type = Assembly.Migrations[id];
        return type.GetCustomAttribute<PhaseAttribute>() is { } phase ? throw DesignErrors.AlreadyPhased(id, phase.Change) : (id, type);
    }

    private void RefuseApplied(string change, string id)
    {
        var history = Context.GetService<IHistoryRepository>();
        if (history.Exists() && history.GetAppliedMigrations().Any(r => r.MigrationId == id))
            throw DesignErrors.PlainApplied(change, id);
    }

    // What stands in the source beside EF Core's own operations is the author's, on the way up and on the way down.
    private (PlanHints Hints, IReadOnlyList<PlannedStep> HandWritten) ReadSource(
        string change, Migration migration, IModel? oldModel, IModel newModel, SplitRequest request)
    {
        var before = oldModel?.GetRelationalModel();
        var after = newModel.GetRelationalModel();
        var up = new PlainMigration(migration.UpOperations, Differ.GetDifferences(before, after), _texts);
        var down = new PlainMigration(migration.DownOperations, Differ.GetDifferences(after, before), _texts);
        var hints = request.Hints with
        {
            Renames = [.. request.Hints.Renames, .. up.TakeRenames()],
            NoRenames = [.. request.Hints.NoRenames, .. up.TakeNoRenames()],
        };
        down.TakeRenames();
        down.TakeNoRenames();

        // A way down that was emptied is planned anew; one that was rewritten said something.
        if (up.Edited.Count + down.Rewritten.Count > 0)
            throw DesignErrors.EditedMigration(change, [.. up.Edited.Concat(down.Rewritten).Select(_texts.Short)]);

        return (hints, HandWrittenSteps.Of(change, up.HandWritten, down.HandWritten, request.HandWritten, _texts));
    }
}

/// <summary>What <c>dotnet ef-phased split</c> asks for.</summary>
/// <param name="Migration">The migration's name or id.</param>
/// <param name="NotApplied">The author knows that no database has the migration.</param>
/// <param name="HandWritten">The phase of hand-written operations whose source names none.</param>
/// <param name="Contracted">Changes that the author knows to be contracted in every database.</param>
internal sealed record SplitRequest(
    string Migration, bool DryRun, bool NotApplied, Phase? HandWritten, PlanHints Hints, IReadOnlyList<string> Contracted);
