namespace EfPhased.Testing.Planning;

/// <summary>
/// All rows of part C, in its order, as of 2026-11-21. The reference is no part of this repository, so their number is asserted.
/// </summary>
internal static partial class ReferenceRows
{
    public const int Count = 61;

    public static IReadOnlyList<ReferenceRow> All => [.. Columns, .. Keys, .. Tables];
}
