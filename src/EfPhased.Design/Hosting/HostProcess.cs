using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// The process that runs inside the application's own set of assemblies. What is missing there is found out here, so neither
/// this class nor its callers may name a type of EF Core or of the runtime library.
/// </summary>
internal static class HostProcess
{
    private const string DesignAssembly = "Microsoft.EntityFrameworkCore.Design";
    private const string RuntimeAssembly = "EfPhased";

    /// <param name="args"><c>--request -</c> reads from standard input and answers there; <c>--request FILE</c> serves MSBuild.</param>
    public static int Run(string[] args)
    {
        if (args is not ["--request", var source])
        {
            Console.Error.WriteLine("EfPhased.Design is started by 'dotnet ef-phased' and by MSBuild.");
            return 2;
        }

        var redaction = new Redaction();
        using var replies = source == "-" ? new JsonReplyWriter(Console.OpenStandardOutput(), redaction) : (ReplyWriter)new MSBuildReplyWriter(redaction);
        using var input = source == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(source);

        // The application's entry point may run in this process: what it prints is not ours, and it reads nothing.
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);

        var request = JsonSerializer.Deserialize((source == "-" ? input.ReadLine() : input.ReadToEnd()) ?? "", ProtocolJson.Default.HostRequest)!;
        redaction.Learn(request.Connection);
        FallbackAssemblies.Install(request.Project.FallbackAssemblies);

        if (Missing(request.Project) is { } error)
        {
            replies.Write(error);
            return error.ExitCode;
        }

        using var stop = new StopRequest(source == "-" ? input : null);
        return RunCommand(request, replies, redaction, stop.Token);
    }

    // From here on EF Core and the runtime library are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RunCommand(HostRequest request, ReplyWriter replies, Redaction redaction, CancellationToken cancel)
        => HostCommands.RunAsync(request, replies, redaction, cancel).GetAwaiter().GetResult();

    private static ErrorReply? Missing(ProjectRequest project)
    {
        if (!CanLoad(DesignAssembly))
            return MissingAssemblies.Design(project.StartupAssembly);
        if (!CanLoad(RuntimeAssembly))
            return MissingAssemblies.Runtime(project.StartupAssembly);

        var ours = VersionOf(typeof(HostProcess).Assembly);
        var theirs = VersionOf(Assembly.Load(RuntimeAssembly));
        return ours == theirs ? null : MissingAssemblies.OtherVersion(theirs, ours);
    }

    private static bool CanLoad(string name)
    {
        try
        {
            Assembly.Load(name);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    // Host and library share internals, so they must be of one build.
    private static string VersionOf(Assembly assembly)
        => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
