using System.Diagnostics;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Building;

namespace EfPhased.Tool.Hosting;

/// <summary>
/// How the host is started: with the application's own dependencies, runtime and folder.
/// </summary>
internal static class HostLaunch
{
    /// <exception cref="ToolException">EFP5006, EFP5008, EFP5009 or EFP5012.</exception>
    public static ProcessStartInfo Create(BuiltProjects projects)
    {
        var startup = projects.Startup;
        var host = projects.DesignHost;
        if (!File.Exists(startup.DepsFile))
            throw Errors.NotBuilt(startup.File, startup.DepsFile);
        if (!File.Exists(startup.RuntimeConfigFile))
            throw Errors.NotAnApplication(startup.File);

        string[] arguments =
        [
            "exec",
            "--depsfile", startup.DepsFile,
            .. startup.PackageFolders.SelectMany(f => new[] { "--additionalprobingpath", f.TrimEnd(Path.DirectorySeparatorChar) }),
            "--runtimeconfig", startup.RuntimeConfigFile,
            host,
            "--request", "-",
        ];
        var start = DotnetCommand.Create(arguments, startup.Directory);

        // The process lives for a second or two, too short for code that is profiled first.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    public static ProjectRequest Describe(BuiltProjects projects) => new()
    {
        TargetAssembly = projects.Target.AssemblyName,
        StartupAssembly = projects.Startup.AssemblyName,
        ProjectDir = projects.Target.Directory,
        RootNamespace = projects.Target.RootNamespace,
        Nullable = projects.Target.HasNullableReferenceTypes,
        FallbackAssemblies = projects.Target.RuntimeAssemblies,
    };
}
