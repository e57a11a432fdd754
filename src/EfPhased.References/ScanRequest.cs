namespace EfPhased.References;

/// <summary>
/// What a scan looks for, and where.
/// </summary>
/// <param name="Root">The folder that paths in findings are relative to; its <c>.sql</c> and <c>.resx</c> files are always read.</param>
/// <param name="Flavor">How the database reads SQL.</param>
/// <param name="Targets">What the contract removes.</param>
internal sealed record ScanRequest(string Root, SqlFlavor Flavor, IReadOnlyList<ReferenceTarget> Targets)
{
    /// <summary>How the compiler is called for each C# project.</summary>
    public IReadOnlyList<CompilerCommand> Projects { get; init; } = [];

    /// <summary>Further files, of whatever language, in this or other folders.</summary>
    public IReadOnlyList<FileSet> Files { get; init; } = [];

    /// <summary>Globs, relative to the root that a file was found under, of files to leave out.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    public IReadOnlyList<ConfiguredSuppression> Suppressions { get; init; } = [];

    /// <summary>The ids of the migrations of the change itself, which name what goes because they remove it.</summary>
    public IReadOnlyList<string> OwnMigrations { get; init; } = [];

    /// <summary>The ids of migrations that are still to be applied; every other migration has run and no longer refers to
    /// anything.</summary>
    public IReadOnlyList<string> PendingMigrations { get; init; } = [];
}

/// <summary>
/// How MSBuild calls the C# compiler for a project.
/// </summary>
/// <param name="Project">The project file's full path.</param>
/// <param name="BaseDirectory">The folder that relative paths in the arguments start from.</param>
/// <param name="Arguments">The arguments, as <c>-getItem:CscCommandLineArgs</c> lists them.</param>
internal sealed record CompilerCommand(string Project, string BaseDirectory, IReadOnlyList<string> Arguments);

/// <param name="Root">A folder.</param>
/// <param name="Globs">Patterns relative to it, such as <c>**/*.py</c>.</param>
internal sealed record FileSet(string Root, IReadOnlyList<string> Globs);

/// <param name="Files">A glob relative to the scan's root.</param>
/// <param name="Target">The target's name (<c>Customers.Name</c>); null for all.</param>
/// <param name="Reason">Why these findings do not count.</param>
internal sealed record ConfiguredSuppression(string Files, string? Target, string Reason);
