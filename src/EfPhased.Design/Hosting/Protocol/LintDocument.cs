namespace EfPhased.Design.Hosting.Protocol;

// What lint --format json prints. Its shape is public: add to it, never change it.

/// <summary>What there is to say about the migrations of a context.</summary>
/// <param name="Context">The context.</param>
/// <param name="Server">The kind of server.</param>
/// <param name="Migrations">How many migrations were looked at.</param>
/// <param name="Operations">How many operations and statements they have.</param>
/// <param name="Findings">What there is to say, in the order of the migrations.</param>
/// <param name="Classified">Every operation, also those about which there is nothing to say.</param>
/// <param name="Rules">Every rule.</param>
internal sealed record LintDocument(
    string Context, string Server, int Migrations, int Operations,
    IReadOnlyList<LintFinding> Findings, IReadOnlyList<LintedMigrationDocument> Classified, IReadOnlyList<LintRule> Rules)
{
    /// <summary>Rows of the model's own data; null where the migrations have none.</summary>
    public SeedData? Seed { get; init; }

    /// <summary>The migration up to which findings are old; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The settings file that was written; null where none was.</summary>
    public string? Written { get; init; }

    /// <summary>A finding has reached the severity that the team does not let pass.</summary>
    public bool Fails { get; init; }
}

/// <param name="Migrations">How many migrations have rows.</param>
internal sealed record SeedData(int Migrations, int Inserted, int Updated, int Deleted);

/// <param name="Code">The rule's number, EFP7xxx.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Severity">note, warning or error.</param>
/// <param name="Migration">The migration's id; the class where it has none.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record LintFinding(string Code, string Rule, string Severity, string Migration, string Message)
{
    /// <summary>The operation or the statement; null for the migration as a whole.</summary>
    public string? Operation { get; init; }

    /// <summary>A full path.</summary>
    public string? File { get; init; }

    /// <summary>Starts at 1.</summary>
    public int? Line { get; init; }

    public LintCost? Cost { get; init; }

    /// <summary>What to do instead.</summary>
    public string? SafeForm { get; init; }

    /// <summary>The recipe that does so.</summary>
    public string? Recipe { get; init; }

    /// <summary>The reason that was given for letting it be.</summary>
    public string? Suppressed { get; init; }

    /// <summary>The baseline lies behind its migration.</summary>
    public bool IsOld { get; init; }
}

/// <param name="Classes">A additive, B changes behaviour, D destroys data, W waits grow with the table, XO the previous version fails, XN the new one needs it.</param>
/// <param name="Survives">The version before keeps working; null when nobody can tell.</param>
/// <param name="Undo">Whether Down gives back what was there.</param>
internal sealed record LintCost(string Classes, bool? Survives, string Undo)
{
    /// <summary>The lock or the algorithm, in the server's words; null where nothing in use is locked.</summary>
    public string? Lock { get; init; }

    /// <summary>nothing, writes, or reads and writes.</summary>
    public string? Blocks { get; init; }

    public string? Work { get; init; }

    /// <summary>The row of the fact catalog.</summary>
    public string? Fact { get; init; }
}

internal sealed record LintedMigrationDocument(string Migration, IReadOnlyList<LintedOperation> Operations);

/// <param name="Operation">The operation or the statement.</param>
/// <param name="Code">The rule's number.</param>
/// <param name="Rule">The rule's name.</param>
internal sealed record LintedOperation(string Operation, string Code, string Rule, LintCost Cost);

/// <param name="Code">EFP7xxx.</param>
/// <param name="Name">Its name.</param>
/// <param name="When">What it is about.</param>
internal sealed record LintRule(string Code, string Name, string When);
