using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Decides which columns are renamed. EF Core's differ pairs a dropped column with an added one of the same type, whatever they
/// mean; only the author knows, so its guesses are never taken over in silence.
/// </summary>
internal static class RenameDecisions
{
    /// <exception cref="PhasedException">EFP4005: a guess that no hint decides. EFP4011: a hint that fits nothing.</exception>
    public static IReadOnlyList<MigrationOperation> Apply(
        IReadOnlyList<MigrationOperation> operations, IRelationalModel? before, IRelationalModel after, PlanHints hints)
    {
        if (before is null)
            return operations;

        var decided = new List<MigrationOperation>(operations);
        foreach (var hint in hints.Renames)
            Rename(decided, hint, before, after);
        foreach (var hint in hints.NoRenames)
            DoNotRename(decided, hint, before, after);

        // Columns that the author computes from each other were not just renamed.
        foreach (var rename in decided.OfType<RenameColumnOperation>().Where(r => r[Decided] is null && !KeepsItsProperty(r, before, after)).ToList())
        {
            if (IsComputed(rename, before, after, hints))
                Undo(decided, rename, before, after);
        }

        var undecided = decided.OfType<RenameColumnOperation>()
            .Where(r => r[Decided] is null && !KeepsItsProperty(r, before, after))
            .Select(r => (r.Table, r.Name, r.NewName))
            .ToList();
        return undecided.Count == 0 ? decided : throw DesignErrors.UndecidedRename(undecided);
    }

    private static bool IsComputed(RenameColumnOperation rename, IRelationalModel before, IRelationalModel after, PlanHints hints)
        => hints.Downs.Any(d => Names(d, before.FindTable(rename.Table, rename.Schema)?.FindColumn(rename.Name)))
            || hints.Ups.Any(u => Names(u, after.FindTable(rename.Table, rename.Schema)?.FindColumn(rename.NewName)));

    private static bool Names(string hint, IColumn? column) => column is not null && HintReader.Means(hint.Split('=', 2)[0].Trim(), column);

    private const string Decided = "EfPhased:Decided";

    private static void Rename(List<MigrationOperation> operations, string hint, IRelationalModel before, IRelationalModel after)
    {
        var (oldName, newName) = HintReader.Split("--rename", hint, "the old and the new name are separated by '='");
        var gone = Gone(operations, before).Where(c => HintReader.Means(oldName, c)).ToList();
        var candidates = gone
            .SelectMany(o => Arrived(operations, after).Where(n => Same(o.Table, n.Table) && HintReader.Means(newName, n)).Select(n => (Old: o, New: n)))
            .ToList();
        if (candidates is not [var (oldColumn, newColumn)])
        {
            throw DesignErrors.BadHint("--rename", hint, candidates.Count > 1
                ? "more than one table has such columns: put the table before the old name."
                : $"the change does not take '{oldName}' away and bring '{newName}' into the same table.");
        }

        // Whatever EF Core made of the two columns, and of those it paired them with, is undone first.
        foreach (var rename in operations.OfType<RenameColumnOperation>().ToList())
        {
            if (IsTable(oldColumn.Table, rename.Table, rename.Schema) && (rename.Name == oldColumn.Name || rename.NewName == newColumn.Name))
                Undo(operations, rename, before, after);
        }

        operations.RemoveAll(o => o is DropColumnOperation d && d.Name == oldColumn.Name && IsTable(oldColumn.Table, d.Table, d.Schema));
        operations.RemoveAll(o => o is AddColumnOperation a && a.Name == newColumn.Name && IsTable(newColumn.Table, a.Table, a.Schema));
        var decided = new RenameColumnOperation
        {
            Table = oldColumn.Table.Name, Schema = oldColumn.Table.Schema, Name = oldColumn.Name, NewName = newColumn.Name,
        };
        decided[Decided] = true;
        operations.Add(decided);
    }

    private static void DoNotRename(List<MigrationOperation> operations, string hint, IRelationalModel before, IRelationalModel after)
    {
        var renames = operations.OfType<RenameColumnOperation>()
            .Where(r => r[Decided] is null && HintReader.Means(hint, before.FindTable(r.Table, r.Schema)!.FindColumn(r.Name)!))
            .ToList();
        if (renames.Count > 1)
            throw DesignErrors.BadHint("--no-rename", hint, "more than one table has such a column: put the table before it.");
        foreach (var rename in renames)
            Undo(operations, rename, before, after);
        if (renames.Count == 0 && !Gone(operations, before).Concat(WithTheirTables(operations, before)).Any(c => HintReader.Means(hint, c)))
            throw DesignErrors.BadHint("--no-rename", hint, "the change takes no such column away.");
    }

    private static void Undo(List<MigrationOperation> operations, RenameColumnOperation rename, IRelationalModel before, IRelationalModel after)
    {
        operations.Remove(rename);
        operations.RemoveAll(o => o is AlterColumnOperation a && a.Name == rename.NewName && a.Table == rename.Table && a.Schema == rename.Schema);

        // The index followed the column; apart from it, it is dropped with the one and created with the other.
        foreach (var index in operations.OfType<RenameIndexOperation>().Where(i => i.Table == rename.Table && i.Schema == rename.Schema).ToList())
        {
            var oldIndex = before.FindTable(rename.Table, rename.Schema)!.Indexes.First(i => i.Name == index.Name);
            if (oldIndex.Columns.All(c => c.Name != rename.Name))
                continue;
            operations.Remove(index);
            operations.Add(new DropIndexOperation { Name = index.Name, Table = rename.Table, Schema = rename.Schema });
            operations.Add(CreateIndexOperation.CreateFrom(after.FindTable(rename.Table, rename.Schema)!.Indexes.First(i => i.Name == index.NewName)));
        }

        operations.Add(new DropColumnOperation { Table = rename.Table, Schema = rename.Schema, Name = rename.Name });
        operations.Add(AddColumn(after.FindTable(rename.Table, rename.Schema)!.FindColumn(rename.NewName)!));
    }

    // As the differ would have made it: a required column without a default gets the type's.
    private static AddColumnOperation AddColumn(IColumn column)
    {
        var add = ColumnFacets.Add(column);
        if (!column.IsNullable && !ColumnFacets.HasDefault(column))
            add.DefaultValue = ColumnFacets.ClrDefault(column);
        return add;
    }

    private static IEnumerable<IColumn> Gone(IEnumerable<MigrationOperation> operations, IRelationalModel before)
        => operations.Select(o => o switch
        {
            RenameColumnOperation r => before.FindTable(r.Table, r.Schema)?.FindColumn(r.Name),
            DropColumnOperation d => before.FindTable(d.Table, d.Schema)?.FindColumn(d.Name),
            _ => null,
        }).OfType<IColumn>();

    private static IEnumerable<IColumn> WithTheirTables(IEnumerable<MigrationOperation> operations, IRelationalModel before)
        => operations.OfType<DropTableOperation>().SelectMany(d => before.FindTable(d.Name, d.Schema)?.Columns ?? []);

    private static IEnumerable<IColumn> Arrived(IEnumerable<MigrationOperation> operations, IRelationalModel after)
        => operations.Select(o => o switch
        {
            RenameColumnOperation r => after.FindTable(r.Table, r.Schema)?.FindColumn(r.NewName),
            AddColumnOperation a => after.FindTable(a.Table, a.Schema)?.FindColumn(a.Name),
            _ => null,
        }).OfType<IColumn>();

    // The property stays and its column changes: that was said in the model, not guessed.
    private static bool KeepsItsProperty(RenameColumnOperation rename, IRelationalModel before, IRelationalModel after)
    {
        var old = before.FindTable(rename.Table, rename.Schema)?.FindColumn(rename.Name);
        var @new = after.FindTable(rename.Table, rename.Schema)?.FindColumn(rename.NewName);
        return old is not null && @new is not null
            && old.PropertyMappings.Select(m => m.Property.Name).Intersect(@new.PropertyMappings.Select(m => m.Property.Name)).Any();
    }

    private static bool Same(ITableBase left, ITableBase right) => IsTable(left, right.Name, right.Schema);

    private static bool IsTable(ITableBase table, string name, string? schema) => table.Name == name && table.Schema == schema;
}
