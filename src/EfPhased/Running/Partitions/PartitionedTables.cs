using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running.Partitions;

/// <summary>
/// Which tables of a change the server keeps in partitions. The model does not know them; the catalog does.
/// </summary>
internal sealed class PartitionedTables
{
    private static readonly Version KeysNotValid = new(18, 0);
    private static readonly Version RowTriggers = new(13, 0);

    private readonly HashSet<(string Table, string? Schema)> _tables;

    private PartitionedTables(IEnumerable<(string Table, string? Schema)> tables) => _tables = [.. tables];

    public static async Task<PartitionedTables> ReadAsync(RunSession session, IEnumerable<MigrationOperation> operations, CancellationToken cancel)
    {
        var touched = operations.SelectMany(OperationText.Tables).Distinct().ToList();
        return touched.Count > 0 && session.Sql.Catalog.Partitioned(touched) is { } sql
            ? new((await session.Connection.RowsAsync(sql, cancel)).Select(r => (r[0]!, r[1])))
            : new([]);
    }

    public bool Has(string table, string? schema) => _tables.Contains((table, schema));

    /// <exception cref="PhasedException">EFP2050, EFP2051: an operation cannot be done without a long lock where a table has partitions.</exception>
    public async Task RequirePossibleAsync(RunSession session, IEnumerable<MigrationOperation> operations, CancellationToken cancel)
    {
        if (_tables.Count == 0)
            return;
        var trees = new Dictionary<(string, string?), IReadOnlyList<Partition>>();
        foreach (var table in _tables)
            trees[table] = await Partition.TreeAsync(session, table.Table, table.Schema, cancel);

        foreach (var operation in operations)
        {
            if (PartitionedIndexSpec.Of(operation) is { } index && trees.TryGetValue((index.Table, index.Schema), out var tree))
                Require(index, tree);
            else if (Refusal(operation, VersionOf(session.Connection)) is var (table, what, instead))
                throw Errors.Partitioned(table, what, instead);
        }
    }

    /// <summary>The same step; the drop of an index of a partitioned table, which the server does at once, in its ordinary form.</summary>
    public Step WithoutConcurrently(RunServices services, Step step)
        => step with { Parts = [.. step.Parts.Select(p => p.Operation is DropIndexOperation { Table: { } table } drop && Has(table, drop.Schema) ? Plain(services, drop) : p)] };

    private static StepPart Plain(RunServices services, DropIndexOperation drop)
        => new(drop, services.Commands(new DropIndexOperation { Name = drop.Name, Table = drop.Table, Schema = drop.Schema }));

    private (string Table, string What, string Instead)? Refusal(MigrationOperation operation, Version server) => operation switch
    {
        AddForeignKeyOperation o when Has(o.Table, o.Schema) && o.IsNotValid() && server < KeysNotValid => (
            o.Table, $"the foreign key '{o.Name}' for new rows alone before PostgreSQL 18",
            "Add it to each partition NOT VALID, validate it there, then add it to the table itself, in a migration written by hand"),
        ReplacePrimaryKeyOperation o when Has(o.Table, o.Schema) => (
            o.Table, "another primary key over an index that exists", "Change it in a maintenance window with 'dotnet ef migrations add'"),
        AddDualWriteOperation o when Has(o.Table, o.Schema) && server < RowTriggers => (
            o.Table, "triggers before rows are written before PostgreSQL 13", "Update the server first"),
        _ => null,
    };

    // The server would say so too, but in the middle of the change.
    private static void Require(PartitionedIndexSpec index, IReadOnlyList<Partition> tree)
    {
        if (tree.FirstOrDefault(p => p.IsForeign) is { } foreign)
        {
            throw Errors.Partitioned(
                index.Table, $"the index '{index.Name}', because its partition '{foreign.Name}' is a foreign table", "Detach that partition, or leave the index to the others");
        }

        if (index.IsUnique && tree.SelectMany(p => p.Key).Distinct().Where(c => !index.Columns.Contains(c)).ToList() is [_, ..] missing)
            throw Errors.UniqueOverPartitions(index.Table, index.Name, missing);
    }

    private static Version VersionOf(DbConnection connection)
        => new(int.Parse(connection.ServerVersion.Split('.', ' ', 'b', 'd', 'r')[0], CultureInfo.InvariantCulture), 0);
}
