using EfPhased.Design.Classification;
using EfPhased.Design.Linting.History;

namespace EfPhased.Design.Linting;

/// <summary>
/// Something to say about a migration.
/// </summary>
/// <param name="Code">EFP7xxx.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="Severity">How much it matters by itself, before anybody's policy.</param>
/// <param name="Migration">The migration's id, or the name of a class that has none.</param>
/// <param name="Operation">The operation or statement; null for the migration as a whole.</param>
/// <param name="Message">What is wrong, in one line.</param>
internal sealed record Finding(string Code, string Name, Severity Severity, string Migration, string? Operation, string Message)
{
    public SourcePosition? Position { get; init; }

    /// <summary>The table of operations' answer, where the finding is one.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>What to do instead.</summary>
    public string? SafeForm { get; init; }

    public string? Recipe { get; init; }

    /// <summary>The reason that somebody gave for letting it be.</summary>
    public string? Suppressed { get; init; }

    /// <summary>The project's baseline lies behind the migration.</summary>
    public bool IsOld { get; init; }

    public bool Counts => Suppressed is null && !IsOld;
}
