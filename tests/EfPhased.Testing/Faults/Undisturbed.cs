using EfPhased.Running;
using EfPhased.Testing.Running;

namespace EfPhased.Testing.Faults;

/// <summary>A command when nothing happens.</summary>
/// <param name="State">What it leaves.</param>
/// <param name="Events">How many events it reports.</param>
/// <param name="Fills">It fills rows in chunks.</param>
/// <param name="Took">How long it takes, about.</param>
internal sealed record Undisturbed(DatabaseState State, int Events, bool Fills, TimeSpan Took)
{
    public static Undisturbed Of(DatabaseState state, RecordingObserver observer, TimeSpan took)
        => new(state, observer.Events.Count, observer.Events.Any(IsFilling), took);

    /// <summary>True for the event before the first chunk.</summary>
    public static bool IsFilling(RunEvent e) => e is StepStarted s && s.Description.StartsWith("backfill", StringComparison.Ordinal);
}
