using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Gates;

/// <summary>
/// What a condition may look at.
/// </summary>
internal sealed record GateContext
{
    public required RunServices Services { get; init; }

    public required DbConnection Connection { get; init; }

    public required IRunObserver Observer { get; init; }

    /// <summary>The contract migration.</summary>
    public required MigrationEntry Entry { get; init; }

    /// <summary>What its author declared: what must have run, what must agree, what goes.</summary>
    public required GateOperation Operation { get; init; }

    public required bool IsFresh { get; init; }

    /// <summary>Null where no run has ever created the table.</summary>
    public required BackfillJournal? Backfills { get; init; }

    public required RunSettings Settings { get; init; }

    /// <summary>The session is asked the same again while others wait, so what the server can do beforehand is done the first time.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>True where a run has created its tables.</summary>
    public bool HasJournal => Backfills is not null;

    /// <summary>Where a long comparison remembers how far it is; null for a report that is only looked at.</summary>
    public VerificationJournal? Verifications { get; private init; }

    public RunnerSql Sql => Services.Sql;

    public PhasedChange Change => Services.Change(Entry.Change!);

    /// <summary>Everything that the contract migration itself does.</summary>
    public IReadOnlyList<MigrationOperation> ContractOperations { get; private init; } = [];

    public static GateContext For(RunSession session, MigrationEntry entry, GateOperation operation) => new()
    {
        Services = session.Services,
        Settings = session.Settings,
        Connection = session.Connection,
        Observer = session.Observer,
        Entry = entry,
        Operation = operation,
        IsFresh = session.IsFresh,
        Backfills = session.Backfills,
        Verifications = new VerificationJournal(session.Connection, session.Sql),
        ContractOperations = entry.Create().UpOperations,
    };

    /// <summary>The context of a report that is only looked at.</summary>
    public static GateContext For(
        RunServices services, RunSettings settings, DbConnection connection, IRunObserver observer, MigrationEntry entry, BackfillJournal? backfills)
    {
        var operations = entry.Create().UpOperations;
        return new GateContext
        {
            Services = services,
            Settings = settings,
            Connection = connection,
            Observer = observer,
            Entry = entry,
            Operation = operations.OfType<GateOperation>().FirstOrDefault() ?? new GateOperation { Change = entry.Change! },
            IsFresh = false,
            Backfills = backfills,
            ContractOperations = operations,
        };
    }
}
