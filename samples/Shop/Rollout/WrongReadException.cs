namespace Rollout;

internal sealed class WrongReadException(string message) : Exception(message);
