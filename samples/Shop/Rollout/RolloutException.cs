namespace Rollout;

internal sealed class RolloutException(string message) : Exception(message);
