namespace EfPhased.Tool;

/// <summary>
/// Every error of the command line: EFP5001 and up. Those of the host, which runs inside the application, start at EFP5101.
/// </summary>
internal static class Errors
{
    public static ToolException WrongUsage(IEnumerable<string> errors) => new(
        "EFP5001",
        $"{OnOneLine(string.Join(" ", errors))} Run the command with --help to see its options.",
        ExitCode.WrongUsage);

    public static ToolException NoProject(string folder) => new(
        "EFP5002",
        $"There is no C# project in '{folder}'. Run the command in the project's folder, or name the project with --project.",
        ExitCode.WrongUsage);

    public static ToolException SeveralProjects(string folder, IEnumerable<string> projects) => new(
        "EFP5003",
        $"There are several projects in '{folder}': {string.Join(", ", projects)}. Name one with --project or --startup-project.",
        ExitCode.WrongUsage);

    public static ToolException DoesNotBuild(string project) => new(
        "EFP5004",
        $"'{project}' does not build; the errors are above. Correct them, then run the command again.");

    public static ToolException CannotRead(string project, string output) => new(
        "EFP5005",
        $"MSBuild could not read '{project}': {output}");

    public static ToolException NoDesignPackage(string project) => new(
        "EFP5006",
        $"'{project}' does not reference the package EfPhased.Design. Add it: dotnet add \"{project}\" package EfPhased.Design");

    public static ToolException SeveralFrameworks(string project, string frameworks) => new(
        "EFP5007",
        $"'{project}' targets several frameworks: {frameworks.Replace(";", ", ", StringComparison.Ordinal)}. Choose one with --framework.",
        ExitCode.WrongUsage);

    public static ToolException NotBuilt(string project, string file) => new(
        "EFP5008",
        $"'{project}' has not been built: '{file}' is missing. Leave out --no-build.");

    public static ToolException NotAnApplication(string project) => new(
        "EFP5009",
        $"'{project}' is no application and does not reference Microsoft.EntityFrameworkCore.Design, so nothing can run its context. "
        + "Name the application with --startup-project, or add the package Microsoft.EntityFrameworkCore.Design.");

    public static ToolException HostEnded(int exitCode) => new(
        "EFP5010",
        $"The application ended with code {exitCode} before the command was carried out; what it printed is above. "
        + "Make sure that its entry point does not end the process at design time.");

    public static ToolException NoDotnet(string message) => new(
        "EFP5011",
        $"'dotnet' cannot be started: {message} Install the .NET SDK, or put it on the PATH.");

    public static ToolException HostMissing(string path) => new(
        "EFP5012",
        $"'{path}' does not exist. The property EfPhasedDesignHost names it; restore the project, or reference the package EfPhased.Design again.");

    public static ToolException Interrupted() => new(
        "EFP5013",
        "Interrupted. Run the same command again to go on.");

    public static ToolException Unexpected(Exception inner) => new(
        "EFP5014",
        $"{inner.GetType().Name}: {inner.Message} Run the command with --verbose, and report what it prints.");

    public static ToolException NotDotnetProject(string project) => new(
        "EFP5015",
        $"'{project}' does not target .NET 10 or later, which EfPhased needs.");

    public static ToolException NoSolution(string file) => new(
        "EFP5016",
        $"'{file}' does not exist. Name a solution (.sln, .slnx) or a project with --solution, or with references.solution in efphased.json.",
        ExitCode.WrongUsage);

    public static ToolException BadSolution(string file, string detail) => new(
        "EFP5017",
        $"'{file}' cannot be read as a solution: {detail} Correct it, or name another with --solution.");

    public static ToolException BadScanSettings(string file, string detail) => new(
        "EFP5018",
        $"'{file}' cannot be used: {detail} Correct the section 'references'; README.md has every setting.");

    public static ToolException BadColumnHint(string option, string hint) => new(
        "EFP5020",
        $"{option} {hint}: a property and its column are separated by '=', such as Customer.Status=StatusText.",
        ExitCode.WrongUsage);

    public static ToolException PropertyNotFound(string option, string property, string column) => new(
        "EFP5021",
        $"{option}: no class in the solution's sources has a property '{property}'. Nothing was written. "
        + $"Map it yourself where the class is, with [Column(\"{column}\")] or .HasColumnName(\"{column}\"), and run the command without {option}.",
        ExitCode.WrongUsage);

    public static ToolException SeveralProperties(string option, string hint, IEnumerable<string> places) => new(
        "EFP5022",
        $"{option} {hint}: there are several such properties: {string.Join(", ", places)}. Put the class before the property. Nothing was written.",
        ExitCode.WrongUsage);

    public static ToolException NeedsBuild(string option) => new(
        "EFP5023",
        $"{option} edits the sources, which must then be built. Leave out --no-build.",
        ExitCode.WrongUsage);

    private static string OnOneLine(string text)
        => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
