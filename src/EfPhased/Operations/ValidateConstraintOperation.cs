using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Proves that existing rows obey a constraint that was added without looking at them. Reads and writes go on meanwhile.
/// </summary>
public sealed class ValidateConstraintOperation : TablePhasedOperation
{
    public required string Name { get; init; }

    /// <summary>The foreign key's columns, its principal table and columns. Servers that cannot validate look for orphans instead.</summary>
    public ForeignKeyReference? ForeignKey { get; init; }
}

/// <summary>
/// What a foreign key refers to.
/// </summary>
public sealed record ForeignKeyReference(
    IReadOnlyList<string> Columns, string PrincipalTable, IReadOnlyList<string> PrincipalColumns, string? PrincipalSchema = null);
