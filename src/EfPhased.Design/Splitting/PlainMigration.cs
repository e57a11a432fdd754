using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Splitting;

/// <summary>
/// A migration that <c>dotnet ef migrations add</c> scaffolded, compared with what EF Core scaffolds for the same models: what was
/// added, changed or taken out by hand.
/// </summary>
internal sealed class PlainMigration
{
    private readonly List<MigrationOperation> _added;
    private readonly List<MigrationOperation> _missing;

    /// <param name="source">The operations of the migration's source.</param>
    /// <param name="scaffolded">The operations of EF Core's diff.</param>
    /// <param name="texts">Compares them.</param>
    public PlainMigration(IReadOnlyList<MigrationOperation> source, IReadOnlyList<MigrationOperation> scaffolded, OperationTexts texts)
    {
        _added = [.. source];
        _missing = [];
        foreach (var operation in scaffolded)
        {
            var text = texts.Of(operation);
            var same = _added.FindIndex(o => texts.Of(o) == text);
            if (same >= 0)
                _added.RemoveAt(same);
            else
                _missing.Add(operation);
        }
    }

    /// <summary>
    /// Renames that were written by hand in place of a drop and an addition, as hints; they are no longer among the differences.
    /// </summary>
    public IReadOnlyList<string> TakeRenames()
    {
        var hints = new List<string>();
        foreach (var rename in _added.OfType<RenameColumnOperation>().ToList())
        {
            var drop = _missing.OfType<DropColumnOperation>().FirstOrDefault(o => o.Name == rename.Name && o.Table == rename.Table && o.Schema == rename.Schema);
            var add = _missing.OfType<AddColumnOperation>().FirstOrDefault(o => o.Name == rename.NewName && o.Table == rename.Table && o.Schema == rename.Schema);
            if (drop is null || add is null)
                continue;
            _added.Remove(rename);
            _missing.Remove(drop);
            _missing.Remove(add);
            hints.Add($"{rename.Table}.{rename.Name}={rename.NewName}");
        }

        return hints;
    }

    /// <summary>
    /// Drops and additions that were written by hand in place of a rename, as hints; they are no longer among the differences.
    /// </summary>
    public IReadOnlyList<string> TakeNoRenames()
    {
        var hints = new List<string>();
        foreach (var rename in _missing.OfType<RenameColumnOperation>().ToList())
        {
            var drop = _added.OfType<DropColumnOperation>().FirstOrDefault(o => o.Name == rename.Name && o.Table == rename.Table && o.Schema == rename.Schema);
            var add = _added.OfType<AddColumnOperation>().FirstOrDefault(o => o.Name == rename.NewName && o.Table == rename.Table && o.Schema == rename.Schema);
            if (drop is null || add is null)
                continue;
            _missing.Remove(rename);
            _added.Remove(drop);
            _added.Remove(add);
            hints.Add($"{rename.Table}.{rename.Name}");
        }

        return hints;
    }

    /// <summary>Operations that no diff has and that stand for themselves.</summary>
    public IReadOnlyList<MigrationOperation> HandWritten => [.. _added.Where(o => !IsEdited(o))];

    /// <summary>Operations of the diff that the source has in another form, or not at all.</summary>
    public IReadOnlyList<MigrationOperation> Edited => _missing;

    /// <summary>Operations of the source that stand for one of the diff, in another form.</summary>
    public IReadOnlyList<MigrationOperation> Rewritten => [.. _added.Where(IsEdited)];

    private bool IsEdited(MigrationOperation operation)
        => operation is not SqlOperation && _missing.Any(m => OperationKey.Of(m) == OperationKey.Of(operation));
}
