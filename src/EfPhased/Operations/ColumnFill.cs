namespace EfPhased;

/// <summary>
/// A new column whose value the database computes for rows that a version writes without knowing the column.
/// </summary>
/// <param name="Column">The new column; nullable and without a default during expand.</param>
/// <param name="Value">SQL that computes the value, with columns of the same row in braces: <c>upper({Region})</c>.</param>
public sealed record ColumnFill(string Column, string Value);
