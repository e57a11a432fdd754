using EfPhased.Design.Hosting.Protocol;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Hosting.References;

/// <summary>
/// What contracts remove, in the terms of code: tables, columns, and the properties mapped to them.
/// </summary>
internal sealed class ContractTargets(RunServices services)
{
    private readonly IModel _current = services.Context.GetService<IDesignTimeModel>().Model;

    /// <param name="change">The change; null for every change with a contract.</param>
    /// <param name="pendingOnly">Ask the database, and leave out what it has contracted. Otherwise it is not asked.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    /// <exception cref="PhasedException">EFP2017: there is no such change.</exception>
    public async Task<ReferencesDocument> OfAsync(string? change, bool pendingOnly, CancellationToken cancel)
    {
        var changes = change is null ? services.Changes : [services.Change(change)];
        HashSet<string> applied = pendingOnly ? await AppliedAsync(cancel) : [];
        return new ReferencesDocument(
            services.Dialect.HasTransactionalDdl,
            [
                .. changes.Where(c => c.Of(Phase.Contract).Any(m => !applied.Contains(m.Id)))
                    .Select(c => Of(c, keepMapped: change is not null)).OfType<ReferencedChange>(),
            ]);
    }

    private async Task<HashSet<string>> AppliedAsync(CancellationToken cancel)
        => await services.History.ExistsAsync(cancel)
            ? (await services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];

    // Null where the change removes nothing, or nothing that the present model does not have again.
    private ReferencedChange? Of(PhasedChange change, bool keepMapped)
    {
        var removed = change.Of(Phase.Contract).SelectMany(m => m.Create().UpOperations).OfType<GateOperation>()
            .SelectMany(g => g.Removes).Distinct()
            .Where(r => keepMapped || !IsMapped(r))
            .ToList();
        if (removed.Count == 0 && !keepMapped)
            return null;

        var own = change.Migrations.Select(m => m.Id).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var first = services.Migrations.Select(m => m.Id).TakeWhile(id => id != own[0]).Count();
        var properties = first == 0 ? null : new MappedProperties(Before(first), _current);
        return new ReferencedChange(
            change.Name,
            own,
            [.. services.Migrations.Skip(first).Select(m => m.Id).Except(own)],
            [.. removed.Select(r => new TargetDocument(r.Table, r.Column, r.Schema, properties is null ? [] : InCode(properties, r)))]);
    }

    private static IReadOnlyList<PropertyDocument> InCode(MappedProperties properties, RemovedObject removed)
        => removed.Column is null ? properties.Of(removed) : [.. properties.Of(removed), .. properties.EntityTypesOf(removed)];

    private bool IsMapped(RemovedObject removed)
        => _current.GetRelationalModel().FindTable(removed.Table, removed.Schema) is { } table
            && (removed.Column is null || table.FindColumn(removed.Column) is not null);

    private IModel Before(int index)
        => services.Context.GetService<IModelRuntimeInitializer>().Initialize(services.Migrations[index - 1].Create().TargetModel);
}
