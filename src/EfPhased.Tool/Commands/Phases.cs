using System.CommandLine;

namespace EfPhased.Tool.Commands;

internal static class Phases
{
    private static readonly string[] Names = ["expand", "switch", "contract"];

    public static Option<string> Option(string name, string description)
    {
        Option<string> option = new(name) { Description = description, HelpName = string.Join('|', Names) };
        option.AcceptOnlyFromAmong(Names);
        return option;
    }
}
