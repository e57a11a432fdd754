using System.Security.Cryptography;
using System.Text;
using EfPhased.Dialects;

namespace EfPhased.Running.Partitions;

/// <summary>
/// Builds an index of a partitioned table, for which the server has no CONCURRENTLY: the table's own without its partitions, one
/// on each partition while it is written to, and then each attached. Whatever is there already stays, so that it can begin again.
/// https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
/// </summary>
/// <param name="session">The run.</param>
/// <param name="probe">Asks for indexes.</param>
/// <param name="step">The step.</param>
/// <param name="migrationId">The migration, whose name is part of those of the partitions' indexes: nobody else has such ones.</param>
internal sealed class PartitionedIndex(RunSession session, StepProbe probe, Step step, string migrationId)
{
    private const int Rounds = 3;

    private SqlWriter Writer => session.Sql.Writer;

    /// <exception cref="PhasedException">EFP2052: partitions keep coming while the index is built.</exception>
    public async Task BuildAsync(PartitionedIndexSpec index, CancellationToken cancel)
    {
        // A partition that comes meanwhile gets its index with it; one that is attached meanwhile may have none.
        for (var round = 1; await probe.IndexIsValidAsync(index.Table, index.Schema, index.Name, cancel) != true; round++)
        {
            if (round > Rounds)
                throw Errors.PartitionsKeepComing(index.Table, index.Name);
            await RoundAsync(index, await Partition.TreeAsync(session, index.Table, index.Schema, cancel), cancel);
        }
    }

    /// <summary>Drops what was built and is not attached, and so would outlive the index.</summary>
    public async Task DropDetachedAsync(string index, string table, string? schema, CancellationToken cancel)
    {
        var tree = await Partition.TreeAsync(session, table, schema, cancel);
        foreach (var partition in tree.Where(p => p.Parent is not null).Reverse())
        {
            var name = NameOn(index, partition);
            if (await probe.IndexIsValidAsync(partition.Name, partition.Schema, name, cancel) is null || await AttachedAsync(index, tree, partition, cancel) is not null)
                continue;
            if (partition.IsLeaf)
                await AloneAsync($"DROP INDEX CONCURRENTLY IF EXISTS {Writer.Table(name, partition.Schema)}", partition, cancel);
            else
                await BrieflyAsync($"DROP INDEX IF EXISTS {Writer.Table(name, partition.Schema)}", partition, cancel);
        }
    }

    private async Task RoundAsync(PartitionedIndexSpec index, IReadOnlyList<Partition> tree, CancellationToken cancel)
    {
        foreach (var table in tree.Where(p => !p.IsLeaf))
        {
            var name = table.Parent is null ? index.Name : NameOn(index.Name, table);
            if (await probe.IndexIsValidAsync(table.Name, table.Schema, name, cancel) is null && await AttachedAsync(index.Name, tree, table, cancel) is null)
                await BrieflyAsync(OnlyOn(index, name, table), table, cancel);
        }

        foreach (var leaf in tree.Where(p => p.IsLeaf))
        {
            if (await AttachedAsync(index.Name, tree, leaf, cancel) is null)
                await BuildOnAsync(index, leaf, cancel);
        }

        // From the leaves upwards: a table's index is valid when those of all its partitions are attached.
        foreach (var table in tree.Where(p => p.Parent is not null).Reverse())
        {
            if (await AttachedAsync(index.Name, tree, table, cancel) is null)
                await BrieflyAsync($"ALTER INDEX {ParentIndex(index, tree, table)} ATTACH PARTITION {Writer.Table(NameOn(index.Name, table), table.Schema)}", table, cancel);
        }
    }

    private string OnlyOn(PartitionedIndexSpec index, string name, Partition table)
    {
        if (index.Constraint is { } constraint)
            return $"ALTER TABLE ONLY {Writer.Table(table.Name, table.Schema)} ADD CONSTRAINT {Writer.Column(name)} {constraint} ({Writer.Columns(index.Columns)})";
        var start = $" INDEX {Writer.Column(name)} ON ";
        var sql = session.Services.Generate(index.On(step.Operation, name, table, online: false));
        return sql.Contains(start, StringComparison.Ordinal)
            ? sql.Replace(start, start + "ONLY ", StringComparison.Ordinal)
            : throw new NotSupportedException($"The provider writes indexes in another way: {sql}");
    }

    private async Task BuildOnAsync(PartitionedIndexSpec index, Partition leaf, CancellationToken cancel)
    {
        var name = NameOn(index.Name, leaf);
        var valid = await probe.IndexIsValidAsync(leaf.Name, leaf.Schema, name, cancel);
        if (valid == false)
        {
            session.Observer.Report(new Notice($"The interrupted build of index '{name}' left it invalid: it is dropped and built again."));
            await AloneAsync($"DROP INDEX CONCURRENTLY IF EXISTS {Writer.Table(name, leaf.Schema)}", leaf, cancel);
        }

        if (valid != true)
            await AloneAsync(session.Services.Generate(index.On(step.Operation, name, leaf, online: true)), leaf, cancel);
        if (index.Constraint is { } constraint
            && await session.Connection.ScalarAsync(session.Sql.Catalog.ConstraintIsValid(leaf.Name, leaf.Schema, name), cancel) is null)
        {
            await BrieflyAsync(
                $"ALTER TABLE {Writer.Table(leaf.Name, leaf.Schema)} ADD CONSTRAINT {Writer.Column(name)} {constraint} USING INDEX {Writer.Column(name)}", leaf, cancel);
        }
    }

    private async Task<string?> AttachedAsync(string index, IReadOnlyList<Partition> tree, Partition table, CancellationToken cancel)
        => table.Parent is null || tree.FirstOrDefault(p => p.Name == table.Parent && !p.IsLeaf) is not { } parent
            ? null
            : (string?)await session.Connection.ScalarAsync(
                session.Sql.Catalog.AttachedIndex(parent.Parent is null ? index : NameOn(index, parent), parent.Schema, table.Name, table.Schema), cancel);

    private string ParentIndex(PartitionedIndexSpec index, IReadOnlyList<Partition> tree, Partition table)
    {
        var parent = tree.First(p => p.Name == table.Parent && !p.IsLeaf);
        return Writer.Table(parent.Parent is null ? index.Name : NameOn(index.Name, parent), parent.Schema);
    }

    private string NameOn(string index, Partition table)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(migrationId + "\n" + index)))[..8];
        return session.Services.Dialect.Shorten($"{table.Name}_{index}_{tag}");
    }

    private Task BrieflyAsync(string sql, Partition table, CancellationToken cancel)
        => new SingleStatement(session).BrieflyAsync(step.Description, [(table.Name, table.Schema)], sql, cancel);

    private Task AloneAsync(string sql, Partition table, CancellationToken cancel)
        => new SingleStatement(session).AloneAsync(step.Description, [(table.Name, table.Schema)], sql, cancel);
}
