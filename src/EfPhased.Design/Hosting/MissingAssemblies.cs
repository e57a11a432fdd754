using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Errors about packages that the application lacks: those that are said before PhasedException can be loaded.
/// </summary>
internal static class MissingAssemblies
{
    public static ErrorReply Design(string startup) => new(
        "EFP5101",
        $"'{startup}' does not reference Microsoft.EntityFrameworkCore.Design, which reads models and writes migrations. Add it to the "
        + "startup project: dotnet add package Microsoft.EntityFrameworkCore.Design",
        1);

    public static ErrorReply Runtime(string startup) => new(
        "EFP5102",
        $"'{startup}' does not reference EfPhased, which runs phased migrations. Add it to the project with the context: "
        + "dotnet add package EfPhased",
        1);

    public static ErrorReply OtherVersion(string runtime, string design) => new(
        "EFP5103",
        $"EfPhased is of version {runtime} and EfPhased.Design of version {design}. Reference the same version of both.",
        1);
}
