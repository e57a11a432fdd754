namespace Rollout;

/// <summary>
/// How long the shop waited for a lock of a migration, or a migration held a lock that the shop's readers or writers wait for.
/// </summary>
internal sealed record BlockedTime(TimeSpan Duration, string Description)
{
    public static readonly BlockedTime None = new(TimeSpan.Zero, "");

    public static BlockedTime Longer(BlockedTime left, BlockedTime right) => left.Duration >= right.Duration ? left : right;
}
