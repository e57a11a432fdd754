using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>A rollback loses nothing that nobody has agreed to lose.</summary>
public abstract class DataLossBehaviour(TestServer server)
{
    [Fact]
    public async Task A_rollback_names_what_it_would_lose_and_loses_only_what_was_accepted()
    {
        await using var fixture = await RunningFixture.EmptyAsync(server);
        await using var context = GrowContext.Open(fixture.Database);
        await context.Database.MigrateAsync(GrowContext.Initial);
        await fixture.ExecuteAsync("INSERT INTO \"Items\" (\"Id\", \"Code\") VALUES (1, 'a'), (2, 'b')");
        await ApplyAsync(Phase.Expand);

        // What the database itself has given every row is no loss.
        Assert.Equal([GrowContext.Expand], await RollbackAsync());
        await ApplyAsync(Phase.Expand);

        await fixture.ExecuteAsync("UPDATE \"Items\" SET \"Note\" = 'new' WHERE \"Id\" = 1");
        Assert.Equal(["Items.Note"], await RefusedAsync());
        await fixture.ExecuteAsync("UPDATE \"Items\" SET \"Rank\" = 4, \"Upper\" = 'own' WHERE \"Id\" = 2");
        await fixture.ExecuteAsync("INSERT INTO \"Extras\" VALUES (1)");
        Assert.Equal(["Extras", "Items.Upper", "Items.Rank", "Items.Note"], await RefusedAsync());
        Assert.Equal(["Extras", "Items.Rank", "Items.Note"], await RefusedAsync("Items.Upper"));
        Assert.Equal("Code,Id,Note,Rank,Upper", await fixture.ColumnsAsync("Items"));

        Assert.Equal([GrowContext.Expand], await RollbackAsync("Items.Upper", "Items.Rank", "Items.Note", "Extras"));
        Assert.Equal("Code,Id", await fixture.ColumnsAsync("Items"));

        Task<IReadOnlyList<string>> ApplyAsync(Phase phase)
            => RunningFixture.Runner(context, null, null).ApplyAsync(phase, GrowContext.Change, CancellationToken.None);

        Task<IReadOnlyList<string>> RollbackAsync(params string[] accepted)
            => RunningFixture.Runner(context, null, Accepting(accepted)).RollbackAsync(GrowContext.Change, null, CancellationToken.None);

        async Task<string[]> RefusedAsync(params string[] accepted)
        {
            var error = await Assert.ThrowsAsync<PhasedException>(() => RollbackAsync(accepted));
            Assert.Equal("EFP2110", error.Code);
            return [.. error.Message.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim().Split(':')[0])];
        }
    }

    [Fact]
    public async Task What_a_contract_has_dropped_does_not_come_back_unnoticed()
    {
        await using var fixture = await RunningFixture.EmptyAsync(server);
        await using var context = GrowContext.Open(fixture.Database);
        await context.Database.MigrateAsync(GrowContext.Initial);
        await fixture.ExecuteAsync("INSERT INTO \"Items\" (\"Id\", \"Code\") VALUES (1, 'a')");
        var runner = RunningFixture.Runner(context, null, null);
        await runner.ApplyAsync(Phase.Expand, GrowContext.Change, CancellationToken.None);
        await runner.ApplyAsync(Phase.Contract, GrowContext.Change, CancellationToken.None);

        var error = await Assert.ThrowsAsync<PhasedException>(() => runner.RollbackAsync(GrowContext.Change, Phase.Switch, CancellationToken.None));
        Assert.Equal("EFP2110", error.Code);
        Assert.Contains("Items.Code: the contract has dropped its values", error.Message, StringComparison.Ordinal);
        Assert.Equal("Id,Note,Rank,Upper", await fixture.ColumnsAsync("Items"));

        var accepting = RunningFixture.Runner(context, null, Accepting("Items.Code"));
        Assert.Equal([GrowContext.Contract], await accepting.RollbackAsync(GrowContext.Change, Phase.Switch, CancellationToken.None));
        Assert.Equal("Code,Id,Note,Rank,Upper", await fixture.ColumnsAsync("Items"));
    }

    private static RunSettings Accepting(params string[] names) => RunningFixture.Impatient with { AcceptsLoss = loss => names.Contains(loss.Name) };
}
