using System.Data.Common;
using System.Transactions;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace EfPhased.Infrastructure;

/// <summary>
/// Runs phased migrations step by step and holds back contracts, whoever asks: <c>Database.Migrate()</c>,
/// <c>dotnet ef database update</c> or a bundle. Where nothing phased is concerned, EF Core does its own work.
/// </summary>
internal sealed class PhasedMigrator(
    IMigrator inner,
    ICurrentDbContext currentContext,
    IDiagnosticsLogger<DbLoggerCategory.Migrations> migrationsLogger,
    ILoggerFactory loggers) : IMigrator
{
    // Several instances that start at once wait for the first one, which may have a small backfill to do.
    private static readonly TimeSpan LockWait = TimeSpan.FromMinutes(10);

    // Somebody who takes back what is applied as often as it is applied does not end by himself.
    private const int MostBeginnings = 10;

    private readonly LoggingObserver _observer = new(loggers.CreateLogger(Telemetry.Name));

    public void Migrate(string? targetMigration = null)
    {
        for (var begun = 1; !TryMigrate(targetMigration); begun++)
            RequireFewer(begun);
    }

    public async Task MigrateAsync(string? targetMigration = null, CancellationToken cancellationToken = default)
    {
        for (var begun = 1; !await TryMigrateAsync(targetMigration, cancellationToken).ConfigureAwait(false); begun++)
            RequireFewer(begun);
    }

    public string GenerateScript(
        string? fromMigration = null, string? toMigration = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
        => inner.GenerateScript(fromMigration, toMigration, options);

    public bool HasPendingModelChanges() => inner.HasPendingModelChanges();

    /// <inheritdoc cref="ProviderMigrations.Find" />
    public IReadOnlyList<MigrationCommand>? FindCommands(Migration migration, Migration? previous, Direction direction)
        => ProviderMigrations.Find(inner, migration, previous, direction);

    private static void RequireFewer(int begun)
    {
        if (begun >= MostBeginnings)
            throw Errors.HistoryKeepsChanging(begun);
    }

    /// <returns>False when somebody has taken back meanwhile what was applied.</returns>
    private bool TryMigrate(string? target)
    {
        // Off the caller's synchronization context, which must not be needed to go on.
        var done = Task.Run(() => RunPhasedAsync(target, CancellationToken.None)).GetAwaiter().GetResult();
        try
        {
            using var shown = Show(done.Applied, target);
            inner.Migrate(target);
            return true;
        }
        catch (HistoryChangedException)
        {
            return false;
        }
        finally
        {
            Task.Run(() => done.DisposeAsync().AsTask()).GetAwaiter().GetResult();
        }
    }

    /// <inheritdoc cref="TryMigrate" />
    private async Task<bool> TryMigrateAsync(string? target, CancellationToken cancel)
    {
        var done = await RunPhasedAsync(target, cancel).ConfigureAwait(false);
        await using var held = done.ConfigureAwait(false);
        try
        {
            using var shown = Show(done.Applied, target);
            await inner.MigrateAsync(target, cancel).ConfigureAwait(false);
            return true;
        }
        catch (HistoryChangedException)
        {
            return false;
        }
    }

    /// <summary>Runs everything that is due, plain migrations too, because they keep their place among the phased ones.</summary>
    private async Task<PhasedPart> RunPhasedAsync(string? target, CancellationToken cancel)
    {
        var services = RunServices.From(currentContext.Context);
        var targetId = TargetId(target);
        if ((target is not null && targetId is null) || !services.Migrations.Any(m => m.IsPhased))
            return PhasedPart.Nothing;

        try
        {
            var applied = await AppliedAsync(services, cancel).ConfigureAwait(false);
            var (apply, revert) = UnattendedPlan.Make(services.Migrations, applied, targetId);

            // Without the lock, so that instances of the application start while a run works, for hours perhaps.
            if (revert.Count == 0 && apply.All(m => applied.Count > 0 && m.Phase == Phase.Contract && m.Id != targetId))
            {
                foreach (var contract in apply)
                    _observer.Report(new HeldBack(contract.Id, contract.Change!, UnattendedPlan.ContractReason(contract.Change!)));
                return new PhasedPart(applied, null);
            }

            if (services.Context.Database.CurrentTransaction is null && Transaction.Current is null)
                return await WhileLockedAsync(services, target, targetId, cancel).ConfigureAwait(false);
            return apply.Concat(revert).Any(m => m.IsPhased) ? throw Errors.UserTransaction() : PhasedPart.Nothing;
        }
        catch (Exception e) when (Faults.In(e) is { } fault)
        {
            throw Faults.Explain(services.Context, fault);
        }
    }

    // A run of the tool applies plain migrations too, so that EF Core works on them under the same lock.
    private async Task<PhasedPart> WhileLockedAsync(RunServices services, string? target, string? targetId, CancellationToken cancel)
    {
        var configuration = services.Configuration;
        var settings = configuration.Run.ApplyTo(new RunSettings
        {
            LockWait = LockWait,
            MaxUnwatchedRows = services.Options.MaxUnwatchedRows,
            Policy = configuration.Gate,
        });
        var session = await RunSession.LockAsync(services, settings, _observer, cancel).ConfigureAwait(false);
        try
        {
            // Whoever had the lock before may have done something of it.
            var (apply, revert) = UnattendedPlan.Make(services.Migrations, await AppliedAsync(services, cancel).ConfigureAwait(false), targetId);
            if (!apply.Concat(revert).Any(m => m.IsPhased))
                return new PhasedPart(null, session);

            // EF Core says this before it migrates, and stops there unless the application has chosen otherwise.
            if (target is null && inner.HasPendingModelChanges())
                migrationsLogger.PendingModelChangesWarning(services.Context.GetType());
            await session.BeginAsync(cancel).ConfigureAwait(false);
            var applied = await session.WhileLockedAsync(stop => new UnattendedRun(session).RunAsync(targetId, stop), cancel).ConfigureAwait(false);
            await DriverTypes.ReloadAsync(services.Context.Database, apply.Concat(revert), cancel).ConfigureAwait(false);
            return new PhasedPart(applied, session);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private string? TargetId(string? target)
        => target is null or Migration.InitialDatabase ? target : currentContext.Context.GetService<IMigrationsAssembly>().FindMigrationId(target);

    private IDisposable? Show(IReadOnlySet<string>? applied, string? target)
        => applied is null ? null : ((PhasedMigrationsAssembly)currentContext.Context.GetService<IMigrationsAssembly>()).ShowApplied(applied, TargetId(target));

    private static async Task<IReadOnlySet<string>> AppliedAsync(RunServices services, CancellationToken cancel)
    {
        if (!await services.History.ExistsAsync(cancel).ConfigureAwait(false))
            return new HashSet<string>();
        var rows = await services.History.GetAppliedMigrationsAsync(cancel).ConfigureAwait(false);
        return rows.Select(r => r.MigrationId).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What was done before EF Core begins.</summary>
    /// <param name="Applied">What is applied then; null where EF Core can do its work alone.</param>
    /// <param name="Session">Keeps others out until EF Core has done its own; null where there is nothing to do.</param>
    private sealed record PhasedPart(IReadOnlySet<string>? Applied, RunSession? Session) : IAsyncDisposable
    {
        public static readonly PhasedPart Nothing = new(null, null);

        public ValueTask DisposeAsync() => Session?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
