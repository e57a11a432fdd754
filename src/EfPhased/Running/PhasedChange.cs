using EfPhased.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Running;

/// <summary>
/// A change and its migrations, in the order in which they run.
/// </summary>
internal sealed record PhasedChange(string Name, IReadOnlyList<MigrationEntry> Migrations)
{
    public IEnumerable<MigrationEntry> Of(Phase phase) => Migrations.Where(m => m.Phase == phase);
}

/// <summary>
/// A migration of the assembly; <see cref="Phase"/> and <see cref="Change"/> are null for a plain EF Core one.
/// </summary>
internal sealed record MigrationEntry(string Id, Type Type, Phase? Phase, string? Change)
{
    public bool IsPhased => Phase is not null;

    /// <summary>The instance with its operations; made anew on each call.</summary>
    public required Func<Migration> Create { get; init; }

    public bool HasDown => MigrationDown.Of(Create()) is not null;
}
