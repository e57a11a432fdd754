using System.Data.Common;
using EfPhased.Backfills.Shared;
using EfPhased.Deployments;
using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Journals;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Running;

/// <summary>
/// Runs phased changes on the database of a context.
/// </summary>
internal sealed class PhasedRunner
{
    private readonly RunServices _services;
    private readonly RunSettings _settings;
    private readonly IRunObserver _observer;

    private PhasedRunner(DbContext context, RunSettings settings, IRunObserver observer)
    {
        _services = RunServices.From(context);
        _settings = settings;
        _observer = observer;
    }

    /// <exception cref="PhasedException">EFP1001, EFP1003 or EFP1004: the context cannot run phased migrations.</exception>
    public static PhasedRunner For(DbContext context, RunSettings settings, IRunObserver observer) => new(context, settings, observer);

    /// <summary>Runs what is due of a phase: of one change, or of all when <paramref name="change"/> is null.</summary>
    /// <returns>The ids of the migrations that were applied, in order.</returns>
    public Task<IReadOnlyList<string>> ApplyAsync(Phase phase, string? change, CancellationToken cancel)
        => InSessionAsync(change, (session, stop) => new PhaseRun(session).ApplyAsync(phase, change, stop), cancel);

    /// <summary>
    /// Runs the backfills of one change, or of all, and whatever their migrations hold after them. A backfill that is done is checked
    /// again, and filled again where rows differ.
    /// </summary>
    /// <returns>The ids of the migrations that were completed by it, in order.</returns>
    public Task<IReadOnlyList<string>> BackfillAsync(string? change, CancellationToken cancel)
        => InSessionAsync(change, (session, stop) => new PhaseRun(session).BackfillAsync(change, stop), cancel);

    /// <summary>Works along in backfills that a run elsewhere shares: of one change, or all. Takes no lock.</summary>
    /// <exception cref="PhasedException">EFP2023 or EFP2024: there is nothing to join.</exception>
    public Task JoinBackfillAsync(string? change, CancellationToken cancel)
        => OnConnectionAsync(change, async (connection, hasJournal) =>
        {
            if (!hasJournal)
                throw Errors.NotShared(change);
            await new JoinedFill(_services, _settings, _observer).RunAsync(change, connection, cancel);
            return true;
        }, cancel);

    /// <summary>Runs the Downs of a change, newest phase first.</summary>
    /// <param name="change">The change.</param>
    /// <param name="to">The phase that stays applied; null to take everything back.</param>
    /// <param name="cancel">Stops between two statements.</param>
    /// <returns>The ids of the migrations that were reverted, in order.</returns>
    public Task<IReadOnlyList<string>> RollbackAsync(string change, Phase? to, CancellationToken cancel)
        => InSessionAsync(change, (session, stop) => new PhaseRun(session).RollbackAsync(change, to, stop), cancel);

    /// <summary>Pauses, resumes or cancels backfills that run elsewhere: of one change, or all.</summary>
    /// <exception cref="PhasedException">EFP2016: there is none.</exception>
    public Task SetBackfillStateAsync(string? change, BackfillCommand command, CancellationToken cancel)
        => OnConnectionAsync(change, async (connection, hasJournal) =>
        {
            if (!hasJournal || await new BackfillJournal(connection, _services.Sql).AskAsync(change, command, cancel) == 0)
                throw Errors.NoBackfill(change);
            return true;
        }, cancel);

    /// <summary>Where every change of the assembly stands, oldest first. Takes no lock and changes nothing.</summary>
    public Task<IReadOnlyList<PhasedChangeStatus>> GetChangesAsync(CancellationToken cancel)
        => OnConnectionAsync(null, (connection, hasJournal) => StatusReader.ReadAsync(_services, _settings, connection, hasJournal, cancel), cancel);

    /// <summary>The gate's report on a change's contract, without acting; null when the change has no contract.</summary>
    public Task<GateReport?> CheckAsync(string change, CancellationToken cancel)
        => OnConnectionAsync(change, async (connection, hasJournal) =>
        {
            if (_services.Change(change).Of(Phase.Contract).FirstOrDefault() is not { } contract)
                return null;
            var backfills = hasJournal ? new BackfillJournal(connection, _services.Sql) : null;
            return await Gate.ReportAsync(GateContext.For(_services, _settings, connection, _observer, contract, backfills), cancel);
        }, cancel);

    /// <summary>Who works with the database: registered instances, and sessions that belong to none.</summary>
    public Task<InstanceList> GetInstancesAsync(CancellationToken cancel)
        => OnConnectionAsync(null, async (connection, _) =>
        {
            var changes = await StatusReader.ReadAsync(_services, _settings, connection, hasJournal: false, cancel);
            var pending = changes.SelectMany(c => c.Migrations)
                .Where(m => m is { Phase: Phase.Contract, IsApplied: false })
                .Select(m => _services.Migrations.First(e => e.Id == m.MigrationId))
                .Select(e => (e.Change!, (IReadOnlyList<RemovedObject>)[.. e.Create().UpOperations.OfType<GateOperation>().SelectMany(g => g.Removes)]));
            return await new InstanceReader(connection, _services.Sql).ReadAsync(_settings.Policy.Instances, [.. pending], cancel);
        }, cancel);

    /// <summary>Whether this build may be deployed: expand applied, backfills verified, indexes valid, every mapped column there.</summary>
    public Task<GateReport> CheckDeployAsync(CancellationToken cancel)
        => OnConnectionAsync(null, (connection, hasJournal) => Deploy(connection, hasJournal).ReportAsync(cancel), cancel);

    /// <summary>Whether every column that this build maps is there.</summary>
    public Task<GateResult> CheckSchemaAsync(CancellationToken cancel)
        => OnConnectionAsync(null, (connection, hasJournal) => Deploy(connection, hasJournal).SchemaAsync(cancel), cancel);

    private DeployCheck Deploy(DbConnection connection, bool hasJournal)
        => new(_services, _settings, connection, _observer, hasJournal ? new BackfillJournal(connection, _services.Sql) : null);

    private async Task<T> InSessionAsync<T>(string? change, Func<RunSession, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        if (change is not null)
            _services.Change(change);
        try
        {
            await using var session = await RunSession.OpenAsync(_services, _settings, _observer, cancel);
            return await session.WhileLockedAsync(stop => work(session, stop), cancel);
        }
        catch (Exception e) when (Faults.In(e) is { } fault)
        {
            throw Faults.Explain(_services.Context, fault);
        }
    }

    private async Task<T> OnConnectionAsync<T>(string? change, Func<DbConnection, bool, Task<T>> work, CancellationToken cancel)
    {
        if (change is not null)
            _services.Change(change);
        var connection = _services.NewConnection();
        try
        {
            await RunConnections.OpenAsync(connection, _services, cancel);
            return await work(connection, await new Journal(connection, _services.Sql, _settings).ExistsAsync(cancel));
        }
        catch (Exception e) when (Faults.In(e) is { } fault)
        {
            throw Faults.Explain(_services.Context, fault);
        }
        finally
        {
            await RunConnections.CloseAsync(connection, _services);
        }
    }
}
