using EfPhased.Running;
using EfPhased.Testing.Running;

namespace EfPhased.Testing.Faults;

/// <summary>A command when nothing happens.</summary>
/// <param name="State">What it leaves.</param>
/// <param name="Events">How many events it reports.</param>
/// <param name="Fills">It fills rows in chunks.</param>
internal sealed record Undisturbed(DatabaseState State, int Events, bool Fills)
{
    public static Undisturbed Of(DatabaseState state, RecordingObserver observer)
        => new(state, observer.Events.Count, observer.Of<StepStarted>().Any(s => s.Description.StartsWith("backfill", StringComparison.Ordinal)));
}
