using System.Data;
using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Journals;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Running;

/// <summary>
/// One run on one database: its sessions, its lock and its journals.
/// </summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly DbConnection _lockConnection;

    private RunSession(RunServices services, RunSettings settings, IRunObserver observer, DbConnection connection, DbConnection lockConnection, RunLock runLock)
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
        Locks = new LockRetrying(services.Sql, settings, observer);
    }

    public RunServices Services { get; }

    public RunSettings Settings { get; }

    public IRunObserver Observer { get; }

    /// <summary>The session in which the work is done.</summary>
    public DbConnection Connection { get; }

    /// <summary>The session that holds the run's lock: free for questions while the other one must not ask them.</summary>
    public DbConnection SecondConnection => _lockConnection;

    public RunLock Lock { get; }

    public Journal Journal { get; }

    public BackfillJournal Backfills { get; }

    public OverrideJournal Overrides { get; }

    public LockRetrying Locks { get; }

    public RunnerSql Sql => Services.Sql;

    /// <summary>True when nothing had ever been migrated here before this run, and no table that it touches held a row.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Creates what is missing (the database, EF Core's history, our tables) and takes the run's lock.</summary>
    public static async Task<RunSession> OpenAsync(
        RunServices services, RunSettings settings, IRunObserver observer, CancellationToken cancel)
    {
        var creator = (IRelationalDatabaseCreator)services.Context.GetService<IDatabaseCreator>();
        if (!await creator.ExistsAsync(cancel))
            await creator.CreateAsync(cancel);

        var lockConnection = services.NewConnection();
        var connection = services.NewConnection();
        RunLock? runLock = null;
        try
        {
            await OpenAsync(lockConnection, services, cancel);
            runLock = await RunLock.TakeAsync(lockConnection, services.Sql, settings.LockWait, observer, cancel);
            await OpenAsync(connection, services, cancel);
            var session = new RunSession(services, settings, observer, connection, lockConnection, runLock);
            await session.PrepareAsync(cancel);
            return session;
        }
        catch
        {
            if (runLock is not null)
                await runLock.DisposeAsync();
            await CloseAsync(connection, services.Sql);
            await CloseAsync(lockConnection, services.Sql);
            throw;
        }
    }

    /// <summary>Opens a connection with a run's settings.</summary>
    public static async Task OpenAsync(DbConnection connection, RunServices services, CancellationToken cancel)
    {
        await connection.OpenAsync(cancel);
        foreach (var statement in services.Sql.OpenSession)
            await connection.ExecuteAsync(statement, cancel);
    }

    /// <summary>Closes a connection; the driver may hand its session to the application next, so the settings are taken back.</summary>
    public static async Task CloseAsync(DbConnection connection, RunnerSql sql)
    {
        try
        {
            if (connection.State == ConnectionState.Open)
                await connection.ExecuteAsync(sql.ResetSession, CancellationToken.None);
        }
        catch (DbException)
        {
            // A session that has ended is not handed to anybody, and what ended it has been reported.
            await connection.CloseAsync();
        }

        await connection.DisposeAsync();
    }

    public async Task<IReadOnlySet<string>> AppliedAsync(CancellationToken cancel)
        => (await Services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the session its settings back, whatever a step has left.</summary>
    public async Task ResetAsync()
    {
        await Connection.ExecuteAsync(Sql.ResetSession, CancellationToken.None);
        foreach (var statement in Sql.OpenSession)
            await Connection.ExecuteAsync(statement, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(Connection, Sql);
        await Lock.DisposeAsync();
        await CloseAsync(_lockConnection, Sql);
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
