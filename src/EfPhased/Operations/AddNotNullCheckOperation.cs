using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Adds a constraint that refuses new nulls without looking at existing rows. Once <see cref="ValidateConstraintOperation"/> has
/// proved the rows, SET NOT NULL needs no scan (PostgreSQL 12 and later).
/// </summary>
public sealed class AddNotNullCheckOperation : TablePhasedOperation
{
    public required string Name { get; init; }

    public required string Column { get; init; }

    /// <summary>A column whose nulls excuse those of <see cref="Column"/>, which follows it; null where nothing does.</summary>
    public string? Unless { get; init; }
}
