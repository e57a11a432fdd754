namespace EfPhased.Tool;

/// <summary>
/// Separates the tool's own arguments from those behind <c>--</c>, which belong to the application.
/// </summary>
internal static class ApplicationArguments
{
    public static (string[] Own, string[] Application) Split(string[] args)
    {
        var at = Array.IndexOf(args, "--");
        return at < 0 ? (args, []) : (args[..at], args[(at + 1)..]);
    }
}
