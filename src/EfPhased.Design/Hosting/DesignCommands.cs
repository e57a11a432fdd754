using EfPhased.Configuration;
using EfPhased.Design.Emit.Scripts;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Hosting.References;
using EfPhased.Design.Planning;
using EfPhased.Design.Splitting;
using EfPhased.Gates;
using EfPhased.Infrastructure;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using System.Reflection;

namespace EfPhased.Design.Hosting;

/// <summary>
/// The commands that write and read the project, not the database.
/// </summary>
internal static class DesignCommands
{
    public static async Task<Reply> AddAsync(DesignSession session, HostRequest request, CancellationToken cancel)
    {
        var add = request.Add ?? new();
        var plan = new PhasedScaffolder(session).Add(new AddRequest(
            request.Change!, add.OutputDir, add.Namespace, request.DryRun, Hints(add, request), add.Contracted));
        return new PlanReply(await TableSizes.MeasureAsync(plan, session.Context, cancel));
    }

    /// <summary>The change that is given is the migration that is split.</summary>
    public static async Task<Reply> SplitAsync(DesignSession session, HostRequest request, CancellationToken cancel)
    {
        var add = request.Add ?? new();
        var split = request.Split ?? new();
        var plan = new MigrationSplitter(session).Split(new SplitRequest(
            request.Change!, request.DryRun, split.NotApplied, split.HandWritten is { } phase ? RunCommands.ParsePhase(phase) : null, Hints(add, request), add.Contracted));
        return new PlanReply(await TableSizes.MeasureAsync(plan, session.Context, cancel));
    }

    // The time is the team's; whether there are tombstones at all, the author may say.
    private static PlanHints Hints(AddArguments add, HostRequest request)
    {
        var settings = PhasedConfiguration.Read(PhasedConfiguration.Find(request.Project.ProjectDir), request.Environment);
        return (add.Tombstone ?? settings.Tombstone) ? add.Hints with { TombstoneFor = settings.TombstoneFor } : add.Hints;
    }

    public static Reply Remove(DesignSession session, HostRequest request)
    {
        var removed = new PhasedScaffolder(session).Remove(request.DryRun);
        return new RemoveReply(new RemoveDocument(removed.Change, removed.Migrations, removed.Files, request.DryRun));
    }

    public static Reply List(DesignSession session)
    {
        var migrations = ((PhasedMigrationsAssembly)session.Context.GetService<IMigrationsAssembly>()).AllMigrations;
        var changes = migrations
            .OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => (Id: m.Key, Phase: m.Value.GetCustomAttribute<PhaseAttribute>()))
            .Where(m => m.Phase is not null)
            .GroupBy(m => m.Phase!.Change, StringComparer.Ordinal)
            .Select(g => new ListedChange(g.Key, [.. g.Select(m => new ListedMigration(m.Id, m.Phase!.Phase.ToString()))]));
        return new ListReply([.. changes]);
    }

    public static async Task<Reply> ReferencesAsync(DesignSession session, HostRequest request, CancellationToken cancel)
        => new ReferencesReply(await new ContractTargets(RunServices.From(session.Context)).OfAsync(request.Change, request.PendingOnly, cancel));

    // Scripts ask for what the team asks for, in the environment that they are made for.
    private static GatePolicy Policy(HostRequest request)
        => PhasedConfiguration.Read(PhasedConfiguration.Find(request.Project.ProjectDir), request.Environment).Gate;

    public static Reply Script(DesignSession session, HostRequest request, ReplyWriter replies)
    {
        var scripts = new ScriptEmitter(RunServices.From(session.Context, Policy(request))).Write(request.Change, request.ScriptDir!, request.Run?.Evidence);
        foreach (var note in scripts.Bundles.SelectMany(b => b.Notes))
            replies.Write(new LogReply(LogLevel.Warning, note));
        return new ScriptReply(new ScriptDocument([.. scripts.Bundles.Select(b => new ScriptedChange(b.Change, b.Folder, b.Files))]));
    }
}
