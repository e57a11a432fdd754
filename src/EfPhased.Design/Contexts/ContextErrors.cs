namespace EfPhased.Design.Contexts;

/// <summary>
/// Every error of finding and creating the user's context: EFP5104 and up. EFP5101 to EFP5103 are said before this class can be loaded.
/// </summary>
internal static class ContextErrors
{
    public static PhasedException NoContext(string assembly) => new(
        "EFP5104",
        $"'{assembly}' has no DbContext. Name the project that has one with --project.");

    public static PhasedException SeveralContexts(IReadOnlyList<string> contexts) => new(
        "EFP5105",
        $"There are several contexts: {string.Join(", ", contexts)}. Name one with --context.");

    public static PhasedException UnknownContext(string name, IReadOnlyList<string> contexts) => new(
        "EFP5106",
        $"There is no context '{name}'. Name one of these with --context: {string.Join(", ", contexts)}.");

    public static PhasedException CannotCreate(string context, Exception inner) => new(
        "EFP5107",
        $"'{context}' cannot be created: {Sentence(inner)} Give it a constructor or an IDesignTimeDbContextFactory<{context}> that works "
        + "at design time, or register it in the application's services; --verbose shows where it stopped.",
        inner);

    public static PhasedException ProjectNotReferenced(string startup, string project, Exception inner) => new(
        "EFP5108",
        $"'{startup}' cannot load '{project}': {Sentence(inner)} Reference the project with the migrations from the startup project, "
        + "or name another startup project with --startup-project.",
        inner);

    public static PhasedException UnsupportedVersion(string version) => new(
        "EFP5109",
        $"EF Core {version} is not supported; EfPhased works with EF Core 9 and 10.");

    public static PhasedException MigrationsElsewhere(string context, string migrations, string project) => new(
        "EFP5110",
        $"'{context}' keeps its migrations in '{migrations}', and --project names '{project}'. Name the project of '{migrations}' with --project, "
        + "or change MigrationsAssembly(...) in the context's options.");

    public static PhasedException Interrupted() => new(
        "EFP5111",
        "Stopped at a safe point. Run the same command again to go on.");

    public static PhasedException Unexpected(Exception inner) => new(
        "EFP5112",
        $"{inner.GetType().Name}: {Sentence(inner)} --verbose shows where it stopped.",
        inner);

    public static PhasedException BadConnection(Exception inner) => new(
        "EFP5114",
        $"The provider does not understand the connection string of --connection: {Sentence(inner)} Correct it; 'dotnet ef' takes the same one.",
        inner);

    public static PhasedException BadPhase(string phase) => new(
        "EFP5113",
        $"There is no phase '{phase}'. The phases are expand, switch and contract.");

    // Other people's messages end as they like.
    private static string Sentence(Exception exception) => exception.Message.TrimEnd().TrimEnd('.') + ".";
}
