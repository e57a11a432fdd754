using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Looks for rows that a constraint would refuse, before it is added, and stops with their number and the keys of some of them.
/// Reads without a lock; the server itself looks again when the constraint comes.
/// </summary>
/// <remarks>Exactly one of <see cref="Unique"/>, <see cref="ForeignKey"/>, <see cref="Condition"/>, <see cref="Copy"/> and <see cref="Limit"/> says what the constraint asks.</remarks>
public sealed class CheckRowsOperation : TablePhasedOperation
{
    /// <summary>The index or constraint that is to come.</summary>
    public required string Constraint { get; init; }

    /// <summary>The columns by which an offending row is named.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Columns that no two rows may share; a row with a null among them never offends.</summary>
    public IReadOnlyList<string> Unique { get; init; } = [];

    /// <summary>Nulls are values like others: NULLS NOT DISTINCT.</summary>
    public bool NullsEqual { get; init; }

    /// <summary>SQL for the rows that a unique index is about; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>What the table's rows must refer to.</summary>
    public ForeignKeyReference? ForeignKey { get; init; }

    /// <summary>SQL that must not be false.</summary>
    public string? Condition { get; init; }

    /// <summary>A column and the one that must hold all its values.</summary>
    public ColumnCopy? Copy { get; init; }

    /// <summary>A column whose values must all be below a number, from which the new version's rows are numbered.</summary>
    public ColumnLimit? Limit { get; init; }
}

/// <summary>Where the numbers begin that rows of the new version get in a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Below">The first of those numbers.</param>
public sealed record ColumnLimit(string Column, long Below);

/// <summary>A column that follows another one where it has room for its values, and is null where it has not.</summary>
/// <param name="Column">The column.</param>
/// <param name="To">The column that follows it.</param>
public sealed record ColumnCopy(string Column, string To);
