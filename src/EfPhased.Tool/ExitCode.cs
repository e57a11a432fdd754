namespace EfPhased.Tool;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>A gate or a policy refused.</summary>
    public const int Refused = 3;
}
