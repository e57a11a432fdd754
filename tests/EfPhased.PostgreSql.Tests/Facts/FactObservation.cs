using EfPhased.Dialects;

namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>What a server was seen to do.</summary>
/// <param name="Locks">The strongest lock on each relation that was there before.</param>
/// <param name="Work">What it did to tables that were there before.</param>
/// <param name="Error">The SQLSTATE, if it refused.</param>
internal sealed record FactObservation(IReadOnlyDictionary<string, string> Locks, Work Work, string? Error)
{
    public static FactObservation Refusal(string error) => new(new Dictionary<string, string>(), Work.Refused, error);
}
