namespace EfPhased.Tool.Building;

/// <summary>
/// The project with the migrations and the one that starts the application; often the same.
/// </summary>
internal sealed record BuiltProjects(ProjectProperties Target, ProjectProperties Startup)
{
    /// <summary>The host that belongs to the version of the runtime library which the projects reference.</summary>
    /// <exception cref="ToolException">EFP5006 or EFP5012.</exception>
    public string DesignHost
    {
        get
        {
            var host = Target.DesignHost ?? Startup.DesignHost ?? throw Errors.NoDesignPackage(Target.File);
            return File.Exists(host) ? host : throw Errors.HostMissing(host);
        }
    }
}
