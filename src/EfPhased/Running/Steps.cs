using System.Security.Cryptography;
using System.Text;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// The unit that a run completes and journals.
/// </summary>
/// <param name="Number">The position in the migration, counted from 1.</param>
/// <param name="Parts">One operation, or several that may only become visible together.</param>
/// <param name="Hash">Changes when the step's SQL changes.</param>
internal sealed record Step(int Number, IReadOnlyList<StepPart> Parts, string Hash)
{
    public string Description => string.Join(", ", Parts.Select(p => OperationText.Describe(p.Operation)));

    public MigrationOperation Operation => Parts[0].Operation;

    public bool IsTransactional => Parts.All(p => p.Commands.All(c => !c.TransactionSuppressed));
}

/// <param name="Operation">The operation.</param>
/// <param name="Commands">Its SQL, as the context's generator makes it.</param>
internal sealed record StepPart(MigrationOperation Operation, IReadOnlyList<MigrationCommand> Commands);

/// <summary>
/// Cuts a migration's operations into steps.
/// </summary>
internal static class Steps
{
    public static IReadOnlyList<Step> Of(
        IReadOnlyList<MigrationOperation> operations, IModel? model, IMigrationsSqlGenerator generator, bool transactionalDdl)
    {
        var steps = new List<Step>();
        foreach (var group in Group(operations, transactionalDdl))
        {
            var parts = group.ConvertAll(o => new StepPart(o, o is GateOperation ? [] : generator.Generate([o], model)));
            steps.Add(new Step(steps.Count + 1, parts, Hash(parts)));
        }

        return steps;
    }

    // Between the end of a shim and the end of the columns it served, an insert that leaves a required old column out would fail:
    // where the server can, they go at once.
    private static List<List<MigrationOperation>> Group(IReadOnlyList<MigrationOperation> operations, bool transactionalDdl)
    {
        var groups = new List<List<MigrationOperation>>();
        foreach (var operation in operations)
        {
            if (transactionalDdl && groups.Count > 0 && groups[^1][0] is DropDualWriteOperation shim && BelongsTo(operation, shim))
                groups[^1].Add(operation);
            else
                groups.Add([operation]);
        }

        return groups;
    }

    private static bool BelongsTo(MigrationOperation operation, DropDualWriteOperation shim)
        => operation is DropColumnOperation or AddTombstoneOperation { Column: not null }
            && operation is ITableMigrationOperation column && column.Table == shim.Table && column.Schema == shim.Schema;

    private static string Hash(IReadOnlyList<StepPart> parts)
    {
        var text = string.Join('\n', parts.SelectMany(p => p.Commands).Select(c => c.CommandText));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
