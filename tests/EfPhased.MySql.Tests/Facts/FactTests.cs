using EfPhased.Dialects;
using EfPhased.Dialects.MySql;
using EfPhased.Testing.Facts;
using Xunit;

namespace EfPhased.MySql.Tests.Facts;

/// <summary>
/// Walks the fact table on the MariaDB server that the environment names.
/// </summary>
public class FactTests(FactLab lab) : IClassFixture<FactLab>
{
    // From the cheapest to the dearest.
    private static readonly string[] Ladder =
    [
        MySqlAlgorithms.Instant, MySqlAlgorithms.NoCopy, MySqlAlgorithms.InPlace, MySqlAlgorithms.NoCopyShared, MySqlAlgorithms.InPlaceShared,
        $"{MySqlAlgorithms.Copy}, LOCK=NONE", $"{MySqlAlgorithms.Copy}, LOCK=SHARED",
    ];

    public static TheoryData<string> Probes => [.. FactProbes.All.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task Says_what_the_server_does(string name)
    {
        var probe = FactProbes.All.Single(p => p.ToString() == name);
        var fact = probe.Facts.Single(f => f.HoldsFor(lab.Server));

        if (fact.Work == Work.Refused)
            Assert.Equal(fact.Lock, $"refused {await lab.TryAsync(probe)}");
        else if (fact.Lock.StartsWith("ALGORITHM=", StringComparison.Ordinal))
            await AssertAlgorithmAsync(fact, probe);
        else
            await AssertWaitsAsync(fact, probe);
    }

    private async Task AssertAlgorithmAsync(Fact fact, FactProbe probe)
    {
        var stated = fact.Lock == MySqlAlgorithms.Copy ? $"{MySqlAlgorithms.Copy}, LOCK=SHARED" : fact.Lock;

        Assert.Equal((stated, fact.Work), await lab.CheapestAsync(probe, Ladder));
        Assert.Equal(stated.EndsWith("SHARED", StringComparison.Ordinal) ? Blocks.Writes : Blocks.Nothing, fact.Blocks);
    }

    // A metadata lock that stops reads waits for open readers; one that stops writes waits for open writers only.
    private async Task AssertWaitsAsync(Fact fact, FactProbe probe)
    {
        var read = $"SELECT COUNT(*) FROM {probe.On}";
        var write = $"UPDATE {probe.On} SET id = id + 1000 WHERE id = 3";
        Assert.Equal(
            (fact.Blocks == Blocks.ReadsAndWrites, fact.Blocks != Blocks.Nothing),
            (await lab.WaitsForAsync(probe, read), await lab.WaitsForAsync(probe, write)));
    }

    [Fact]
    public void Every_row_that_says_it_was_verified_is_walked_and_no_other()
        => FactRows.AssertWalked(
            MySqlFacts.All, FactProbes.All.Select(p => p.Facts.Single(f => f.HoldsFor(new(DatabaseServer.MariaDb, new(10, 11))))));

    [Fact]
    public void No_row_says_that_a_MySQL_server_was_asked()
        => Assert.All(MySqlFacts.All, f => Assert.Equal(Expected(f.Server), f.VerifiedOn));

    private static string Expected(DatabaseServer? server) => server switch
    {
        null => "MariaDB 10.11; MySQL: documentation only",
        DatabaseServer.MariaDb => "MariaDB 10.11",
        _ => Fact.DocumentationOnly,
    };
}
