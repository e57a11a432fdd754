using EfPhased.Dialects;

namespace EfPhased.Testing.Facts;

/// <summary>
/// What every fact table owes its readers, whatever the dialect.
/// </summary>
internal static class FactRows
{
    /// <summary>A row is either seen on a server by a test, or says that it is known from documentation alone.</summary>
    public static void AssertWalked(IReadOnlyList<Fact> facts, IEnumerable<Fact> walked)
    {
        var seen = walked.Select(Name).ToHashSet();
        var verified = facts.Where(f => f.VerifiedOn != Fact.DocumentationOnly).Select(Name).ToHashSet();

        Assert.Equal([], verified.Except(seen).Order());
        Assert.Equal([], seen.Except(verified).Order());
    }

    private static string Name(Fact fact) => $"{fact.Id} {fact.Kind} {fact.Server} {fact.Lock} since {fact.Since} until {fact.Until}";
}
