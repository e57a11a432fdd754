using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running.Partitions;

/// <summary>
/// An index, or a constraint over one, that an operation builds online.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table.</param>
/// <param name="Schema">The table's schema; null for the default one.</param>
/// <param name="Columns">Its columns, in their order.</param>
/// <param name="IsUnique">Whether it forbids two rows alike.</param>
/// <param name="Constraint">UNIQUE or PRIMARY KEY; null for an index alone.</param>
internal sealed record PartitionedIndexSpec(string Name, string Table, string? Schema, IReadOnlyList<string> Columns, bool IsUnique, string? Constraint)
{
    public static PartitionedIndexSpec? Of(MigrationOperation operation) => operation switch
    {
        _ when !operation.IsOnline() => null,
        CreateIndexOperation o => new(o.Name, o.Table, o.Schema, o.Columns, o.IsUnique, null),
        AddUniqueConstraintOperation o => new(o.Name, o.Table, o.Schema, o.Columns, true, "UNIQUE"),
        AddPrimaryKeyOperation o => new(o.Name, o.Table, o.Schema, o.Columns, true, "PRIMARY KEY"),
        _ => null,
    };

    /// <summary>What an operation takes away that may have been built in part.</summary>
    public static (string Name, string Table, string? Schema)? Dropped(MigrationOperation operation) => operation switch
    {
        DropIndexOperation { Table: { } table } o => (o.Name, table, o.Schema),
        DropUniqueConstraintOperation o => (o.Name, o.Table, o.Schema),
        DropPrimaryKeyOperation o => (o.Name, o.Table, o.Schema),
        _ => null,
    };

    /// <summary>The table of an index that an operation builds or drops online; null for any other operation.</summary>
    public static (string Table, string? Schema)? Touched(MigrationOperation operation)
        => Of(operation) is { } index ? (index.Table, index.Schema)
            : operation is DropIndexOperation { Table: { } table } drop && operation.IsOnline() ? (table, drop.Schema) : null;

    /// <summary>The same index as an operation on one table of the tree.</summary>
    /// <param name="operation">The whole tree's.</param>
    /// <param name="name">The index's name on that table.</param>
    /// <param name="table">The table.</param>
    /// <param name="online">Whether writers must not wait for it.</param>
    public CreateIndexOperation On(MigrationOperation operation, string name, Partition table, bool online)
    {
        var index = operation is CreateIndexOperation create
            ? create.Copy()
            : new CreateIndexOperation { Columns = [.. Columns], IsUnique = true };
        (index.Name, index.Table, index.Schema) = (name, table.Name, table.Schema);
        index[PhasedAnnotations.Online] = online ? true : null;
        return index;
    }
}
