namespace EfPhased.Tool.Scanning;

/// <summary>
/// What the command line says about scanning the code.
/// </summary>
/// <param name="Evidence">A file with evidence: the one to hand over, or, for <c>references</c>, to write.</param>
/// <param name="Solution">The solution, or the only project, to scan.</param>
/// <param name="NoScan">Leave the code unchecked.</param>
internal sealed record ScanOptions(string? Evidence, string? Solution, bool NoScan);
