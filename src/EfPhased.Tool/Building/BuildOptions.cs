namespace EfPhased.Tool.Building;

/// <summary>
/// What the command line says about building.
/// </summary>
internal sealed record BuildOptions(string? Project, string? StartupProject, string? Configuration, string? Framework, string? Runtime, bool NoBuild);
