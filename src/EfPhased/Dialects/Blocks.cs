namespace EfPhased.Dialects;

/// <summary>What waits while a statement runs.</summary>
internal enum Blocks
{
    Nothing,
    Writes,
    ReadsAndWrites,
}
