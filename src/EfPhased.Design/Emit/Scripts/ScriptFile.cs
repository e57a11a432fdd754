using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// One script: what must hold before it, and the steps that it runs.
/// </summary>
internal sealed record ScriptFile(string Name, string Change, string Title, IReadOnlyList<Requirement> Requirements, IReadOnlyList<ScriptSection> Sections)
{
    public Direction Direction => Sections[0].Direction;
}

/// <summary>
/// The steps of one migration that a script runs.
/// </summary>
/// <param name="Entry">The migration.</param>
/// <param name="Direction">Up or down.</param>
/// <param name="Steps">The steps, numbered as in the whole migration.</param>
/// <param name="StepsTotal">How many steps the migration has.</param>
/// <param name="Completes">True when the migration is applied, or taken back, after these steps.</param>
internal sealed record ScriptSection(MigrationEntry Entry, Direction Direction, IReadOnlyList<Step> Steps, int StepsTotal, bool Completes);

/// <summary>Something that must hold before a script changes anything, and what to say where it does not.</summary>
internal sealed record Requirement(RequirementKind Kind, string MigrationId, string Message)
{
    /// <summary>How many steps must be done.</summary>
    public int Steps { get; init; }
}

internal enum RequirementKind
{
    Applied,
    NotApplied,

    /// <summary>The first steps of the migration are done, or all of it is.</summary>
    StepsDone,

    /// <summary>No rollback of the migration has begun and not ended.</summary>
    NoOpenRollback,
}
