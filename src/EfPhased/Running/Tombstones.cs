using System.Globalization;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// What contracts have kept under other names instead of dropping it.
/// </summary>
internal sealed class Tombstones(RunSession session)
{
    private readonly StepProbe _probe = new(session.Connection, session.Sql);

    /// <summary>Drops those whose time has passed since their contract ended.</summary>
    /// <param name="change">The change; null for all.</param>
    /// <param name="applied">The migrations that the database has.</param>
    /// <param name="cancel">Stops between two of them.</param>
    public async Task SweepAsync(string? change, IReadOnlySet<string> applied, CancellationToken cancel)
    {
        var contracts = session.Services.Migrations.Where(m => m.Phase == Phase.Contract && applied.Contains(m.Id) && (change is null || m.Change == change));
        foreach (var entry in contracts)
        {
            var tombstones = entry.Create().UpOperations.OfType<AddTombstoneOperation>().ToList();
            if (tombstones.Count == 0 || await AgeAsync(entry.Id, cancel) is not { } age)
                continue;
            foreach (var tombstone in tombstones.Where(t => t.KeepFor <= age))
            {
                if (await _probe.IsThereAsync(tombstone, tombstone.Column, tombstone.Name, cancel))
                    await DropAsync(tombstone, cancel);
            }
        }
    }

    /// <exception cref="PhasedException">EFP2054: what a way back needs was dropped when its time had passed.</exception>
    public async Task RequireAsync(IEnumerable<MigrationOperation> operations, CancellationToken cancel)
    {
        foreach (var restore in operations.OfType<RestoreTombstoneOperation>())
        {
            if (!await _probe.IsThereAsync(restore, restore.Column, restore.Name, cancel)
                && !await _probe.IsThereAsync(restore, restore.Column, restore.Column ?? restore.Table, cancel))
                throw Errors.TombstoneGone(restore.Change, restore.Column is null ? restore.Table : $"{restore.Table}.{restore.Column}", restore.Name);
        }
    }

    private async Task<TimeSpan?> AgeAsync(string migrationId, CancellationToken cancel)
    {
        var rows = await session.Connection.RowsAsync(session.Sql.LastApplied(session.Sql.Writer.Literal(migrationId)), cancel);
        return rows is [[_, { } seconds]] ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null;
    }

    private async Task DropAsync(AddTombstoneOperation tombstone, CancellationToken cancel)
    {
        MigrationOperation drop = tombstone.Column is null
            ? new DropTableOperation { Name = tombstone.Name, Schema = tombstone.Schema }
            : new DropColumnOperation { Name = tombstone.Name, Table = tombstone.Table, Schema = tombstone.Schema, [PhasedAnnotations.Online] = true };
        var text = $"drop {tombstone.Name}, kept by '{tombstone.Change}' for {tombstone.KeepFor:c}";
        await new SingleStatement(session).RunAsync(text, drop, cancel);
        session.Observer.Report(new Notice($"The time of '{tombstone.Name}' has passed: what '{tombstone.Change}' kept is dropped."));
    }
}
