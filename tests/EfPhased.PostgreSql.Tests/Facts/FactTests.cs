using EfPhased.Dialects;
using EfPhased.Dialects.PostgreSql;
using EfPhased.Testing.Facts;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>
/// Walks the fact table on the server that the environment names, whatever its version.
/// </summary>
public class FactTests(FactLab lab) : IClassFixture<FactLab>
{
    private static readonly string[] Harmless = ["AccessShareLock", "RowShareLock", "RowExclusiveLock"];

    public static TheoryData<string> Probes => [.. FactProbes.All.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task Says_what_the_server_does(string name)
    {
        var probe = FactProbes.All.Single(p => p.ToString() == name);
        var seen = await lab.ObserveAsync(probe);

        if (probe.Facts.SingleOrDefault(f => f.HoldsFor(lab.Server)) is not { } fact)
            Assert.True(seen.Error is not null, $"{lab.Server.Version} takes it: the version in the row is wrong");
        else if (fact.Work == Work.Refused)
            Assert.Equal(fact.Lock, $"refused {seen.Error}");
        else
            AssertEqual(fact, probe, seen);
    }

    private static void AssertEqual(Fact fact, FactProbe probe, FactObservation seen)
    {
        Assert.Null(seen.Error);
        Assert.Equal(Mode(fact.Lock), seen.Locks.GetValueOrDefault(probe.On));
        if (fact.Work != Work.Rows)
            Assert.Equal(fact.Work, seen.Work);

        Assert.Equal(fact.Also is null, probe.Also.Length == 0);
        foreach (var relation in probe.Also)
            Assert.Equal(Mode(fact.Also!.Lock), seen.Locks.GetValueOrDefault(relation));

        var others = seen.Locks.Where(l => l.Key != probe.On && !probe.Also.Contains(l.Key) && FactProbes.WatchedTables.Contains(l.Key));
        Assert.DoesNotContain(others, l => !Harmless.Contains(l.Value));
    }

    // ACCESS EXCLUSIVE is AccessExclusiveLock in pg_locks.
    private static string? Mode(string words) => words switch
    {
        "row locks" => "RowExclusiveLock",
        _ when words.StartsWith("none", StringComparison.Ordinal) => null,
        _ => string.Concat(words.Split(' ').Select(w => w[0] + w[1..].ToLowerInvariant())) + "Lock",
    };

    [Fact]
    public void Every_row_that_says_it_was_verified_is_walked_and_no_other()
        => FactRows.AssertWalked(PostgreSqlFacts.All, FactProbes.All.SelectMany(p => p.Facts));

    [Fact]
    public void Every_row_names_the_versions_that_it_was_verified_on()
    {
        foreach (var fact in PostgreSqlFacts.All.Where(f => f.VerifiedOn != Fact.DocumentationOnly))
        {
            var (first, last) = (fact.Since?.Major ?? 12, (fact.Until?.Major ?? 19) - 1);
            Assert.Equal(first == last ? $"PostgreSQL {first}" : $"PostgreSQL {first}–{last}", fact.VerifiedOn);
        }
    }

    [Fact]
    public void What_waits_follows_from_the_lock()
    {
        foreach (var fact in PostgreSqlFacts.All)
        {
            var blocks = fact.Lock switch
            {
                PostgreSqlLocks.AccessExclusive => Blocks.ReadsAndWrites,
                PostgreSqlLocks.ShareRowExclusive or PostgreSqlLocks.Share => Blocks.Writes,
                _ => Blocks.Nothing,
            };
            Assert.Equal((fact.Id, fact.Kind, blocks), (fact.Id, fact.Kind, fact.Blocks));
        }
    }
}
