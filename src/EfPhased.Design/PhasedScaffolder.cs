using System.Reflection;
using System.Text.RegularExpressions;
using EfPhased.Design.Emit;
using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace EfPhased.Design;

/// <summary>
/// Writes and removes phased changes in a project: what <c>dotnet ef-phased add</c> and <c>remove</c> do.
/// </summary>
internal sealed partial class PhasedScaffolder(DesignSession session)
{
    private DbContext Context => session.Context;

    private IMigrationsAssembly Assembly { get; } = session.Context.GetService<IMigrationsAssembly>();

    /// <exception cref="PhasedException">EFP4xxx: the change cannot be split, and why. Nothing was written.</exception>
    public PlanDocument Add(AddRequest request)
    {
        CheckName(request.Name);
        var oldModel = session.Services.GetRequiredService<ISnapshotModelProcessor>().Process(Assembly.ModelSnapshot?.Model);
        var newModel = Context.GetService<IDesignTimeModel>().Model;
        var plan = CheckedPlan.Make(Context, request.Name, oldModel, newModel, request.Hints, request.Contracted);

        var scaffolder = ActivatorUtilities.CreateInstance<PhasedMigrationsScaffolder>(session.Services);
        var files = scaffolder.Write(plan, oldModel, session.ProjectDir, session.RootNamespace, request.Namespace, request.OutputDir, request.DryRun);
        return PlanDescriber.Describe(plan, request.DryRun ? [] : files);
    }

    /// <exception cref="PhasedException">EFP4016 to EFP4018: there is no change at the end, or the database has it. Nothing was deleted.</exception>
    public RemoveResult Remove(bool dryRun)
    {
        var migrations = Assembly.Migrations.ToList();
        if (migrations.Count == 0)
            throw DesignErrors.NothingToRemove();
        if (migrations[^1].Value.GetCustomAttribute<PhaseAttribute>()?.Change is not { } change)
            throw DesignErrors.NotPhased(migrations[^1].Key);

        var group = migrations.Where(m => m.Value.GetCustomAttribute<PhaseAttribute>()?.Change == change).Select(m => m.Key).ToList();
        var history = Context.GetService<IHistoryRepository>();
        var applied = history.Exists() ? history.GetAppliedMigrations().Select(r => r.MigrationId).Intersect(group).ToList() : [];
        if (applied.Count > 0)
            throw DesignErrors.Applied(change, applied);

        var last = migrations.LastOrDefault(m => !group.Contains(m.Key));
        var before = last.Value is null
            ? null
            : session.Services.GetRequiredService<ISnapshotModelProcessor>()
                .Process(Assembly.CreateMigration(last.Value, Context.Database.ProviderName!).TargetModel);
        var scaffolder = ActivatorUtilities.CreateInstance<PhasedMigrationsScaffolder>(session.Services);
        return new RemoveResult(change, group, scaffolder.Remove(group, before, session.ProjectDir, session.RootNamespace, dryRun));
    }

    private void CheckName(string name)
    {
        if (!Identifier().IsMatch(name) || name.Equals("migration", StringComparison.OrdinalIgnoreCase))
            throw DesignErrors.BadName(name);

        foreach (var taken in Enum.GetNames<Phase>().Select(p => $"{name}_{p}").Prepend(name))
        {
            if (Assembly.FindMigrationId(taken) is { } id)
                throw DesignErrors.NameExists(name, id);
        }
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$")]
    private static partial Regex Identifier();
}
