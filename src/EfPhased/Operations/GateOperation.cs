using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// The first operation of a contract migration: stops it while something still refers to what the migration removes.
/// </summary>
public sealed class GateOperation : PhasedOperation
{
    /// <summary>Ids of the migrations that must have been applied before: those of the phases before contract.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Columns that must agree in every row.</summary>
    public IReadOnlyList<RowAgreement> Agreements { get; init; } = [];

    /// <summary>What the migration removes, so that whatever in the database depends on it can be listed.</summary>
    public IReadOnlyList<RemovedObject> Removes { get; init; } = [];
}

/// <summary>
/// A statement about every row of a table: no <see cref="Values"/> is left to fill.
/// </summary>
public sealed record RowAgreement(string Table, IReadOnlyList<string> Key, IReadOnlyList<BackfillValue> Values, string? Schema = null);

/// <summary>
/// A table, or a column of it, that a contract migration removes.
/// </summary>
public sealed record RemovedObject(string Table, string? Column = null, string? Schema = null);
