namespace EfPhased.Tool.Output;

/// <summary>
/// What the command line says about printing.
/// </summary>
internal sealed record OutputOptions(bool Json, bool Verbose, bool NoColor, bool PrefixOutput);
