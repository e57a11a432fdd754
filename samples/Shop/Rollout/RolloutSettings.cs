namespace Rollout;

internal enum RolloutMode
{
    Plain,
    Phased,
    Both,
}

internal sealed record RolloutSettings(
    string Connection,
    string V1,
    string V2,
    string Plain,
    int Customers,
    int Rate,
    TimeSpan Dwell);
