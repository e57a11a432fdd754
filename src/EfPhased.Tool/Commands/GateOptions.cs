using System.CommandLine;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Options of commands that ask the gate.
/// </summary>
internal static class GateOptions
{
    public static Option<string[]> Overrides() => new("--override")
    {
        Description = "Contract although this condition refuses, such as soak or last-write; needs --reason; can be repeated",
        HelpName = "CONDITION",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string> Reason() => new("--reason")
    {
        Description = "Why conditions are overridden: journaled, and shown by status ever after", HelpName = "TEXT",
    };
}
