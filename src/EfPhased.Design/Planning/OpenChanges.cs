using System.Reflection;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Keeps a new change away from columns that an earlier one still holds in two shapes.
/// </summary>
internal static class OpenChanges
{
    /// <param name="assembly">The migrations that exist.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="applied">Ids of migrations that the database has; empty when it cannot be asked.</param>
    /// <param name="contracted">Changes that the author knows to be contracted everywhere.</param>
    /// <param name="plan">The new change.</param>
    /// <exception cref="PhasedException">EFP4007: the new change touches what an open one holds.</exception>
    public static void Check(
        IMigrationsAssembly assembly, string provider, IReadOnlySet<string> applied, IReadOnlyCollection<string> contracted, PhasedPlan plan)
    {
        var planned = plan.Migrations.SelectMany(m => m.Up).ToList();
        foreach (var (id, type) in assembly.Migrations)
        {
            if (type.GetCustomAttribute<PhaseAttribute>() is not { Phase: Phase.Contract } phase || applied.Contains(id) || contracted.Contains(phase.Change))
                continue;

            if (OpenConstraints.Overlap(assembly.CreateMigration(type, provider).UpOperations, planned) is { } what)
                throw DesignErrors.Overlap(phase.Change, what);

            if (OpenRows.Overlap(assembly.CreateMigration(type, provider).UpOperations, planned) is { } row)
                throw DesignErrors.Overlap(phase.Change, row);

            var open = assembly.Migrations.Values
                .Where(t => t.GetCustomAttribute<PhaseAttribute>()?.Change == phase.Change)
                .SelectMany(t => assembly.CreateMigration(t, provider).UpOperations);
            if (Overlap(open, planned) is { } column)
                throw DesignErrors.Overlap(phase.Change, $"'{column}'");
        }
    }

    /// <summary>A column, or a table, that an open change holds and a new one touches; null where there is none.</summary>
    public static ColumnRef? Overlap(IEnumerable<MigrationOperation> open, IEnumerable<MigrationOperation> planned)
    {
        var touched = planned.SelectMany(Columns).ToHashSet();
        return open.SelectMany(Held).FirstOrDefault(
            held => touched.Any(t => t.In == held.In && (t.Name == held.Name || t.Name.Length == 0 || held.Name.Length == 0)));
    }

    // An empty name stands for the whole table.
    private static IEnumerable<ColumnRef> Columns(MigrationOperation operation) => operation switch
    {
        ColumnOperation o => [new(o.Table, o.Schema, o.Name)],
        DropColumnOperation o => [new(o.Table, o.Schema, o.Name)],
        CreateIndexOperation o => o.Columns.Select(c => new ColumnRef(o.Table, o.Schema, c)),
        AddForeignKeyOperation o => o.Columns.Select(c => new ColumnRef(o.Table, o.Schema, c)),
        AddDualWriteOperation o => o.Pairs.Select(p => p.OldColumn).Concat(o.Groups.SelectMany(g => g.Old).Select(c => c.Column))
            .Select(c => new ColumnRef(o.Table, o.Schema, c)),
        GateOperation o => o.Removes.Select(r => new ColumnRef(r.Table, r.Schema, r.Column ?? "")),
        DropTableOperation o => [new(o.Name, o.Schema, "")],
        SwapColumnsOperation o => Swapped(o),
        RenameTableBehindViewOperation o => [new(o.Table, o.Schema, ""), new(o.NewName, o.NewSchema ?? o.Schema, "")],
        AddRowDualWriteOperation o => Moved(o),
        _ => [],
    };

    private static IEnumerable<ColumnRef> Moved(AddRowDualWriteOperation operation)
        => operation.Rows.Columns.Select(c => c.Column).Concat(operation.Rows.Kind is { } kind ? [kind.Column] : [])
            .Select(c => new ColumnRef(operation.Table, operation.Schema, c))
            .Concat((operation.Rows.PartRows is PartRows.Follow or PartRows.Several ? [""] : operation.Rows.Columns.Select(c => c.PartColumn))
                .Select(c => new ColumnRef(operation.Rows.Part, operation.Rows.PartSchema, c)));

    private static IEnumerable<ColumnRef> Held(MigrationOperation operation) => operation switch
    {
        AddRowDualWriteOperation o => Moved(o),
        AddDualWriteOperation o => o.Pairs.SelectMany(p => new[] { p.OldColumn, p.NewColumn })
            .Concat(o.Groups.SelectMany(g => g.Old.Concat(g.New)).Select(c => c.Column)).Concat(o.Fills.Select(f => f.Column))
            .Select(c => new ColumnRef(o.Table, o.Schema, c)),
        RenameTableBehindViewOperation o => [new(o.Table, o.Schema, ""), new(o.NewName, o.NewSchema ?? o.Schema, "")],
        GateOperation o => o.Removes.Select(r => new ColumnRef(r.Table, r.Schema, r.Column ?? "")),
        AlterColumnOperation o => [new(o.Table, o.Schema, o.Name)],
        SwapColumnsOperation o => Swapped(o),
        _ => [],
    };

    private static IEnumerable<ColumnRef> Swapped(SwapColumnsOperation operation)
        => operation.Tables.SelectMany(t => t.Columns.Select(c => new ColumnRef(t.Table, t.Schema, c.Name)));
}
