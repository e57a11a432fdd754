using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Fills columns of existing rows, in chunks that are committed one by one along a key.
/// </summary>
public sealed class BackfillOperation : TablePhasedOperation
{
    /// <summary>The columns of a unique key without nulls, in key order; chunks are ranges of it.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    public required IReadOnlyList<BackfillValue> Values { get; init; }

    /// <summary>The tables that it writes to.</summary>
    internal IEnumerable<(string Table, string? Schema)> FilledTables
        => Values.Select(v => v.Rows).OfType<MovedRows>().Select(r => (r.Part, r.PartSchema)).Prepend((Table, Schema)).Distinct();
}
