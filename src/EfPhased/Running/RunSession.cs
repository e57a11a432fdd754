using System.Data;
using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Journals;

namespace EfPhased.Running;

/// <summary>
/// One run on one database: its sessions, its lock and its journals.
/// </summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly DbConnection _lockConnection;

    private RunSession(
        RunServices services, RunSettings settings, IRunObserver observer, DbConnection connection, DbConnection lockConnection, RunLock runLock,
        SideConnection side, string? working, IReadOnlyList<string> begin)
    {
        Services = services;
        Settings = settings;
        Observer = observer;
        Connection = connection;
        Lock = runLock;
        _lockConnection = lockConnection;
        Journal = new Journal(connection, services.Sql, settings);
        Backfills = new BackfillJournal(connection, services.Sql);
        Overrides = new OverrideJournal(connection, services.Sql, settings);
        Side = side;
        WorkingSession = working;
        Begin = begin;
        Locks = new LockRetrying(services.Sql, settings, observer, new DamageWatch(side, services.Sql.Sessions, settings, working));
    }

    public RunServices Services { get; }

    public RunSettings Settings { get; }

    public IRunObserver Observer { get; }

    /// <summary>The session in which the work is done.</summary>
    public DbConnection Connection { get; }

    /// <summary>The session that holds the run's lock: free for questions while the other one must not ask them.</summary>
    public DbConnection SecondConnection => _lockConnection;

    /// <summary>A session for looking on while the others work.</summary>
    public SideConnection Side { get; }

    /// <summary>
    /// An expression for the server's number of <see cref="Connection"/>; behind a pooler, NULL outside a transaction. Null where nobody
    /// can tell.
    /// </summary>
    public string? WorkingSession { get; }

    public RunLock Lock { get; }

    public Journal Journal { get; }

    public BackfillJournal Backfills { get; }

    public OverrideJournal Overrides { get; }

    public LockRetrying Locks { get; }

    public RunnerSql Sql => Services.Sql;

    /// <summary>Begins a transaction of <see cref="Connection"/>, with a run's settings, that can be found from other sessions.</summary>
    public IReadOnlyList<string> Begin { get; }

    /// <summary>True when nothing had ever been migrated here before this run, and no table that it touches held a row.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Creates what is missing (the database, EF Core's history, our tables) and takes the run's lock.</summary>
    public static async Task<RunSession> OpenAsync(
        RunServices services, RunSettings settings, IRunObserver observer, CancellationToken cancel)
    {
        var session = await LockAsync(services, settings, observer, cancel);
        try
        {
            await session.BeginAsync(cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the run's lock, and creates nothing but the database; <see cref="BeginAsync"/> does the rest where there is work.</summary>
    public static async Task<RunSession> LockAsync(
        RunServices services, RunSettings settings, IRunObserver observer, CancellationToken cancel)
    {
        await Provision.DatabaseAsync(services, cancel);
        var lockConnection = services.NewConnection();
        var connection = services.NewConnection();
        SideConnection side = new(services);
        RunLock? runLock = null;
        try
        {
            await RunConnections.OpenAsync(lockConnection, services, cancel);
            if (services.IsPooled)
                await Provision.TablesAsync(lockConnection, services, settings, cancel);
            var holder = (string)(await lockConnection.ScalarAsync(services.Sql.Sessions.Current, cancel))!;
            RunLease lease = new(services.Sql, settings, side, !services.IsPooled, holder);
            runLock = await RunLock.TakeAsync(lockConnection, services.Sql, lease, !services.IsPooled, settings, observer, cancel);
            await RunConnections.OpenAsync(connection, services, cancel);
            var mark = services.IsPooled ? services.Sql.Sessions.Mark(Random.Shared.Next()) : null;
            var working = services.IsPooled ? mark?.Session : (string)(await connection.ScalarAsync(services.Sql.Sessions.Current, cancel))!;
            IReadOnlyList<string> begin = mark is null ? services.Begin : [.. services.Begin, mark.Take];
            return new RunSession(services, settings, observer, connection, lockConnection, runLock, side, working, begin);
        }
        catch
        {
            if (runLock is not null)
                await runLock.DisposeAsync();
            await RunConnections.CloseAsync(connection, services);
            await RunConnections.CloseAsync(lockConnection, services);
            await side.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates what a run needs in the database, and says from now on that the run is alive.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        await Lock.StartAsync(cancel);
    }

    /// <summary>Does what the run is there for, and stops it when its lock is lost.</summary>
    /// <exception cref="PhasedException">EFP2018: the lock is another run's.</exception>
    public async Task<T> WhileLockedAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, Lock.Lost);
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (Lock.Lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw Errors.RunLockLost();
        }
    }

    public async Task<IReadOnlySet<string>> AppliedAsync(CancellationToken cancel)
        => (await Services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the session its settings back, whatever a step has left.</summary>
    public async Task ResetAsync()
    {
        if (Services.IsPooled)
            return;
        await Connection.ExecuteAsync(Sql.ResetSession, CancellationToken.None);
        foreach (var statement in Sql.OpenSession)
            await Connection.ExecuteAsync(statement, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await RunConnections.CloseAsync(Connection, Services);
        await Lock.DisposeAsync();
        await RunConnections.CloseAsync(_lockConnection, Services);
        await Side.DisposeAsync();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        // Asked by ourselves: Npgsql's repository says yes to save a round trip, and copes with the missing table later.
        var hadHistory = await Connection.IsTrueAsync(Sql.Catalog.TableExists(Services.HistoryTable, Sql.Schema), cancel);
        if (!hadHistory)
            await Connection.ExecuteAsync(Services.History.GetCreateIfNotExistsScript(), cancel);
        IsFresh = (!hadHistory || (await AppliedAsync(cancel)).Count == 0) && !await AnyRowsAsync(cancel);
        await Journal.EnsureTablesAsync(cancel);
    }

    private async Task<bool> AnyRowsAsync(CancellationToken cancel)
    {
        var tables = Services.Migrations.Where(m => m.Phase == Phase.Contract)
            .SelectMany(m => m.Create().UpOperations).OfType<Operations.GateOperation>()
            .SelectMany(g => g.Removes.Select(r => (r.Table, r.Schema)).Concat(g.Agreements.Select(a => (a.Table, a.Schema))))
            .Distinct();
        foreach (var (table, schema) in tables)
        {
            if (await Connection.IsTrueAsync(Sql.Catalog.TableExists(table, schema), cancel)
                && await Connection.IsTrueAsync(Sql.Catalog.HasRows(table, schema), cancel))
                return true;
        }

        return false;
    }
}
