using System.Diagnostics;
using EfPhased.Configuration;
using EfPhased.Design.Contexts;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Gates;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Design.Hosting;

/// <summary>
/// The commands that work on the database.
/// </summary>
internal sealed class RunCommands(DbContext context, HostRequest request, ReplyWriter replies)
{
    private readonly ReplyObserver _observer = new(replies);
    private readonly RunArguments _run = request.Run ?? new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private PhasedRunner Runner => PhasedRunner.For(context, Settings, _observer);

    private RunSettings Settings
    {
        get
        {
            var configuration = PhasedConfiguration.Read(PhasedConfiguration.Find(request.Project.ProjectDir), request.Environment);
            var settings = configuration.Run.ApplyTo(new RunSettings
            {
                LockWait = TimeSpan.FromSeconds(_run.WaitSeconds),
                TakeOver = _run.TakeOver,
                MaxSkippedRows = _run.MaxSkippedRows,
                Policy = configuration.Gate,
                Overrides = GateOverride.From(_run.Overrides, _run.Reason),
                AcceptsLoss = loss => _run.AcceptDataLoss.Contains(loss.Name, StringComparer.OrdinalIgnoreCase),
                Evidence = _run.Evidence,
            });
            return settings with
            {
                Workers = _run.Workers ?? settings.Workers,
                LockWindow = TimeWindow.TryParse(_run.LockWindow, out var window) ? window : settings.LockWindow,
                LockTimeLimit = _run.LockLimitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.LockTimeLimit,
            };
        }
    }

    public async Task<Reply> StatusAsync(CancellationToken cancel) => new StatusReply(await Changes(cancel));

    public async Task<Reply> ApplyAsync(CancellationToken cancel)
    {
        var applied = await Runner.ApplyAsync(ParsePhase(_run.Phase!), request.Change, cancel);
        return new RunReply(await Document(applied, [], cancel));
    }

    public async Task<Reply> RollbackAsync(CancellationToken cancel)
    {
        var reverted = await Runner.RollbackAsync(request.Change!, _run.Phase is { } phase ? ParsePhase(phase) : null, cancel);
        return new RunReply(await Document([], reverted, cancel));
    }

    public async Task<Reply> BackfillAsync(CancellationToken cancel)
    {
        switch (_run.Backfill)
        {
            case BackfillAction.Run:
                var completed = await Runner.BackfillAsync(request.Change, cancel);
                return new RunReply(await Document(completed, [], cancel));
            case BackfillAction.Join:
                await Runner.JoinBackfillAsync(request.Change, cancel);
                return new RunReply(await Document([], [], cancel));
            case BackfillAction.Status:
                var changes = await Changes(cancel);
                return new StatusReply([.. changes.Where(c => c.Backfills.Count > 0 && (request.Change is null || c.Change == request.Change))]);
            default:
                await Runner.SetBackfillStateAsync(request.Change, ToCommand(_run.Backfill), cancel);
                return new StatusReply(await Changes(cancel));
        }
    }

    public async Task<Reply> CheckAsync(CancellationToken cancel)
    {
        if (string.Equals(_run.Phase, "deploy", StringComparison.OrdinalIgnoreCase))
            return new CheckReply([ToDocument(await Runner.CheckDeployAsync(cancel)) with { Phase = "Deploy" }]);

        var changes = await ChangesToCheck(cancel);
        var reports = new List<CheckDocument>();
        foreach (var change in changes)
        {
            if (await Runner.CheckAsync(change, cancel) is not { } report)
                continue;
            reports.Add(ToDocument(report));
        }

        return new CheckReply(reports);
    }

    public async Task<Reply> InstancesAsync(CancellationToken cancel)
    {
        var list = await Runner.GetInstancesAsync(cancel);
        return new InstancesReply(new InstancesDocument(
            list.HasRegistered,
            [.. list.Instances.Select(i => new InstanceDocument(
                i.Id, i.Application, i.Version, i.Context, i.Host, i.ProcessId, i.Client, i.User, i.LastMigration, i.Fingerprint, i.IsTagged, i.IsAlive,
                i.StartedAt, i.LastSeenAt, i.HoldsBack))],
            [.. list.Untagged.Select(u => new UntaggedDocument(u.User, u.Application, u.Client, u.Count, u.FirstSession))],
            list.Hidden));
    }

    private async Task<IReadOnlyList<string>> ChangesToCheck(CancellationToken cancel)
    {
        if (request.Change is not null)
            return [request.Change];

        var changes = await Runner.GetChangesAsync(cancel);
        return [.. changes
            .Where(c => c.Migrations.Any(m => m is { Phase: Phase.Contract, IsApplied: false }))
            .Select(c => c.Name)];
    }

    private async Task<RunDocument> Document(IReadOnlyList<string> applied, IReadOnlyList<string> reverted, CancellationToken cancel)
        => new(applied, reverted, _observer.HeldBack, Math.Round(_clock.Elapsed.TotalSeconds, 3), await Changes(cancel));

    private async Task<IReadOnlyList<ChangeDocument>> Changes(CancellationToken cancel)
        => [.. (await Runner.GetChangesAsync(cancel)).Select(ToDocument)];

    private static CheckDocument ToDocument(GateReport report) => new(
        report.Change, report.MigrationId, report.IsOpen,
        [.. report.Results.Select(r => new ConditionDocument(r.Condition, r.Outcome.ToString(), r.Evidence, r.MoveOn, r.Override))]);

    private static ChangeDocument ToDocument(PhasedChangeStatus change) => new(
        change.Name, change.Phase?.ToString(), change.IsComplete, change.WaitingFor,
        [.. change.Migrations.Select(m => new MigrationDocument(
            m.MigrationId, m.Phase.ToString(), m.IsApplied, m.StepsDone, m.StepsTotal, m.RollbackUnfinished))],
        [.. change.Backfills.Select(b => new BackfillDocument(
            b.Table, b.State.ToString(), b.RowsDone, b.RowsTotal, b.RowsDiffering, b.Percent, b.UpdatedAt)
        {
            Worker = b.Worker?.Worker, RowsPerSecond = b.Worker?.RowsPerSecond, OverallRate = b.Worker?.OverallRate, SecondsLeft = b.SecondsLeft,
            WaitsFor = b.Worker?.WaitsFor, WaitsSince = b.Worker?.WaitsSince, RowsSkipped = b.Worker?.RowsSkipped, RowsCompared = b.Worker?.RowsCompared,
            Workers = [.. b.Workers.Select(w => new WorkerDocument(w.Worker, w.IsStalled, w.RowsPerSecond, w.OverallRate, w.WaitsFor, w.Silence.TotalSeconds))],
        })],
        [.. change.Overrides.Select(o => new OverrideDocument(o.Condition, o.Reason, o.At, o.By))]);

    /// <exception cref="PhasedException">EFP5113: there is no such phase.</exception>
    public static Phase ParsePhase(string text)
        => Enum.TryParse<Phase>(text, ignoreCase: true, out var phase) && Enum.IsDefined(phase) ? phase : throw ContextErrors.BadPhase(text);

    private static BackfillCommand ToCommand(BackfillAction action) => action switch
    {
        BackfillAction.Pause => BackfillCommand.Pause,
        BackfillAction.Resume => BackfillCommand.Resume,
        _ => BackfillCommand.Cancel,
    };
}
