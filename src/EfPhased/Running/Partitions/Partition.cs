namespace EfPhased.Running.Partitions;

/// <summary>
/// One table of a tree of partitions, its root among them.
/// </summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">As the catalog has it: p is partitioned itself, f lies on another server.</param>
/// <param name="Parent">The table that it is a partition of; null for the root.</param>
/// <param name="Key">The columns of its own partition key; a question mark stands for an expression.</param>
internal sealed record Partition(string Schema, string Name, string Kind, string? Parent, IReadOnlyList<string> Key)
{
    public bool IsLeaf => Kind != "p";

    public bool IsForeign => Kind == "f";

    public static async Task<IReadOnlyList<Partition>> TreeAsync(RunSession session, string table, string? schema, CancellationToken cancel)
        => (await session.Connection.RowsAsync(session.Sql.Catalog.PartitionTree(table, schema), cancel))
            .ConvertAll(r => new Partition(r[0]!, r[1]!, r[2]!, r[3], r[4]?.Split(',') ?? []));
}
