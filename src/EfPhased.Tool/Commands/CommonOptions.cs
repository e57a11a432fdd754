using System.CommandLine;
using EfPhased.Tool.Building;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Options that every command takes, with the names that <c>dotnet ef</c> gives them.
/// </summary>
internal static class CommonOptions
{
    private static readonly Option<string> Project = Recursive(new Option<string>("--project", "-p")
    {
        Description = "The project with the migrations; the current folder's by default", HelpName = "PROJECT",
    });

    private static readonly Option<string> StartupProject = Recursive(new Option<string>("--startup-project", "-s")
    {
        Description = "The project that starts the application; the current folder's by default", HelpName = "PROJECT",
    });

    private static readonly Option<string> ContextName = Recursive(new Option<string>("--context", "-c")
    {
        Description = "The DbContext, where there are several", HelpName = "DBCONTEXT",
    });

    private static readonly Option<string> Configuration = Recursive(new Option<string>("--configuration")
    {
        Description = "The configuration to build", HelpName = "CONFIGURATION",
    });

    private static readonly Option<string> Framework = Recursive(new Option<string>("--framework")
    {
        Description = "The target framework, where there are several", HelpName = "FRAMEWORK",
    });

    private static readonly Option<string> Runtime = Recursive(new Option<string>("--runtime")
    {
        Description = "The runtime to build for", HelpName = "RUNTIME_IDENTIFIER",
    });

    private static readonly Option<bool> NoBuild = Recursive(new Option<bool>("--no-build")
    {
        Description = "Do not build; the project is up to date",
    });

    private static readonly Option<string> Environment = Recursive(new Option<string>("--environment", "-e")
    {
        Description = "The environment whose settings in efphased.json apply; DOTNET_ENVIRONMENT or Production by default", HelpName = "NAME",
    });

    private static readonly Option<bool> Json = Recursive(new Option<bool>("--json") { Description = "Print the result as JSON" });

    private static readonly Option<bool> Verbose = Recursive(new Option<bool>("--verbose", "-v") { Description = "Say more on standard error" });

    private static readonly Option<bool> NoColor = Recursive(new Option<bool>("--no-color") { Description = "No colors and nothing that moves" });

    private static readonly Option<bool> PrefixOutput = Recursive(new Option<bool>("--prefix-output") { Description = "Prefix lines with their level" });

    public static void AddTo(Command root)
    {
        foreach (var option in new Option[]
        {
            Project, StartupProject, ContextName, Configuration, Framework, Runtime, NoBuild, Environment, Json, Verbose, NoColor, PrefixOutput,
        })
        {
            root.Options.Add(option);
        }
    }

    /// <summary>For commands that work on the database.</summary>
    public static Option<string> Connection() => new("--connection")
    {
        Description = "A connection string instead of the context's own", HelpName = "CONNECTION",
    };

    public static string? Context(ParseResult args) => args.GetValue(ContextName);

    public static string? EnvironmentName(ParseResult args) => args.GetValue(Environment);

    public static BuildOptions Build(ParseResult args) => new(
        args.GetValue(Project), args.GetValue(StartupProject), args.GetValue(Configuration), args.GetValue(Framework),
        args.GetValue(Runtime), args.GetValue(NoBuild));

    public static OutputOptions Output(ParseResult args) => new(
        args.GetValue(Json), args.GetValue(Verbose), args.GetValue(NoColor), args.GetValue(PrefixOutput));

    private static T Recursive<T>(T option)
        where T : Option
    {
        option.Recursive = true;
        return option;
    }
}
