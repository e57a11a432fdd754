using EfPhased.Gates;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Running;

/// <summary>
/// Runs phased changes on the database of a context.
/// </summary>
internal sealed class PhasedRunner
{
    private readonly DbContext _context;
    private readonly RunSettings _settings;
    private readonly IRunObserver _observer;

    private PhasedRunner(DbContext context, RunSettings settings, IRunObserver observer)
    {
        _context = context;
        _settings = settings;
        _observer = observer;
    }

    /// <exception cref="PhasedException">EFP1001, EFP1003 or EFP1004: the context cannot run phased migrations.</exception>
    public static PhasedRunner For(DbContext context, RunSettings settings, IRunObserver observer) => new(context, settings, observer);

    /// <summary>Runs what is due of a phase: of one change, or of all when <paramref name="change"/> is null.</summary>
    /// <returns>The ids of the migrations that were applied, in order.</returns>
    public Task<IReadOnlyList<string>> ApplyAsync(Phase phase, string? change, CancellationToken cancel)
        => throw new NotImplementedException();

    /// <summary>Runs the backfills of one change, or of all, and whatever their migrations hold after them.</summary>
    public Task BackfillAsync(string? change, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Pauses, resumes or cancels a backfill that runs elsewhere.</summary>
    public Task SetBackfillStateAsync(string? change, BackfillCommand command, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Runs the Downs of a change, newest phase first.</summary>
    /// <param name="change">The change.</param>
    /// <param name="to">The phase that stays applied; null to take everything back.</param>
    /// <param name="cancel">Stops between two statements.</param>
    /// <returns>The ids of the migrations that were reverted, in order.</returns>
    public Task<IReadOnlyList<string>> RollbackAsync(string change, Phase? to, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Where every change of the assembly stands, oldest first. Takes no lock and changes nothing.</summary>
    public Task<IReadOnlyList<PhasedChangeStatus>> GetChangesAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>The gate's report on a change's contract, without acting.</summary>
    public Task<GateReport> CheckAsync(string change, CancellationToken cancel) => throw new NotImplementedException();
}
