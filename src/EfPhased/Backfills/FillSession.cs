using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// What one worker of a backfill works with: the run's own session, or one of his own.
/// </summary>
internal sealed record FillSession(RunServices Services, RunSettings Settings, IRunObserver Observer, SideConnection Side, DbConnection Connection)
{
    /// <summary>Who works, as the list of workers has it.</summary>
    public string Worker { get; init; } = WorkerJournal.Run;

    /// <summary>Fails when the run has lost its lock; null where another worker asks, or there is none.</summary>
    public Func<CancellationToken, Task>? RequireLock { get; init; }

    public RunnerSql Sql => Services.Sql;

    public BackfillJournal Backfills => new(Connection, Sql);

    /// <inheritdoc cref="RunServices.Begin" />
    public IReadOnlyList<string> Begin => Services.Begin;

    public static FillSession Of(RunSession session)
        => new(session.Services, session.Settings, session.Observer, session.Side, session.Connection) { RequireLock = session.Lock.RequireAsync };

    /// <summary>Who may keep the rows of a table locked.</summary>
    public Task<IReadOnlyList<Blocker>> BlockersAsync(string table, string? schema, CancellationToken cancel)
        => Blocker.FindAsync(Connection, Sql, [(table, schema)], cancel);
}
