using System.Reflection;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// A migration with what its <c>Up</c> does.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its class.</param>
/// <param name="Operations">What it does; empty when it failed.</param>
internal sealed record MigrationCode(string Id, Type Type, IReadOnlyList<RecordedOperation> Operations)
{
    public PhaseAttribute? Phase { get; init; } = Type.GetCustomAttribute<PhaseAttribute>();

    /// <summary>Why it could not be run; null where it could.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The first operation that is another one the second time; null where there is none, or where nobody asked.</summary>
    public int? Unsteady { get; init; }

    /// <summary>What of it is another one.</summary>
    public string? UnsteadyPart { get; init; }
}
