using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// The records of last writes that a change's shims keep.
/// </summary>
internal static class LastWrites
{
    /// <summary>The shims that keep one: those that know an old shape.</summary>
    public static IReadOnlyList<TablePhasedOperation> ShimsOf(PhasedChange change)
        => [.. change.Migrations.Where(m => m.Phase != Phase.Contract)
            .SelectMany(m => m.Create().UpOperations).OfType<TablePhasedOperation>()
            .Where(o => o is AddRowDualWriteOperation || (o is AddDualWriteOperation shim && Shim.Of(shim).HasTwoShapes))];

    /// <summary>Notes what has moved since somebody last looked, on a server whose records do not say when.</summary>
    public static async Task ObserveAsync(DbConnection connection, RunnerSql sql, PhasedChange change, CancellationToken cancel)
    {
        if ((await connection.RowsAsync(sql.LastWrites.Unsupported, cancel)).Count > 0)
            return;
        foreach (var shim in ShimsOf(change))
        {
            if (sql.LastWrites.Observe(shim) is { } observe
                && await connection.IsTrueAsync(sql.Catalog.TableExists(DualWriteNames.Record(shim), shim.Schema), cancel))
                await connection.ExecuteAsync(observe, cancel);
        }
    }
}
