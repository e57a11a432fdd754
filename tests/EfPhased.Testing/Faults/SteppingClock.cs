namespace EfPhased.Testing.Faults;

/// <summary>The machine's clock, which somebody puts back while a run goes on. What measures durations does not notice, as on a machine.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    private volatile bool _isBack;

    public void PutBack() => _isBack = true;

    public override DateTimeOffset GetUtcNow() => _isBack ? base.GetUtcNow() - Step : base.GetUtcNow();
}
