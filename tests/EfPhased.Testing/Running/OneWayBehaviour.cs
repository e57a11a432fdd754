using EfPhased.Design.Emit.Scripts;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>Migrations without a Down go up as others do, and every way back says that there is none before it takes back anything.</summary>
public abstract class OneWayBehaviour(TestServer server)
{
    private static readonly string[] All = [OneWayContext.Initial, OneWayContext.Expand, OneWayContext.Switch, OneWayContext.Contract];

    [Fact]
    public async Task Scripts_leave_out_what_takes_them_back_and_say_so()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var context = OneWayContext.Open(database);
        var folder = Directory.CreateTempSubdirectory("ef-phased-scripts-").FullName;
        try
        {
            var bundle = Assert.Single(new ScriptEmitter(RunServices.From(context, RunningFixture.Impatient.Policy)).Write(OneWayContext.Change, folder).Bundles);
            Assert.Equal(["1-expand.sql", "3-switch.sql", "4-contract.sql", "rollback-4-contract.sql"], bundle.Files.Where(f => f.EndsWith(".sql", StringComparison.Ordinal) && f != "verify.sql"));
            Assert.Equal(
                [
                    $"'{OneWayContext.Expand}' has no Down, so there is no script that takes Expand back.",
                    $"'{OneWayContext.Switch}' has no Down, so there is no script that takes Switch back.",
                ],
                bundle.Notes);
            var readme = await File.ReadAllTextAsync(Path.Combine(bundle.Folder, "README.md"));
            Assert.All(bundle.Notes, n => Assert.Contains(n, readme, StringComparison.Ordinal));

            await context.Database.MigrateAsync(OneWayContext.Initial);
            (await database.RunScriptAsync(Path.Combine(bundle.Folder, "1-expand.sql"))).Succeeds();
            (await database.RunScriptAsync(Path.Combine(bundle.Folder, "3-switch.sql"))).Succeeds();
            Assert.Equal(All[..3], await context.Database.GetAppliedMigrationsAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Taking_them_back_is_refused_before_anything_is_reverted()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var context = OneWayContext.Open(database);
        await context.Database.MigrateAsync(OneWayContext.Initial);
        foreach (var phase in Enum.GetValues<Phase>())
            await RunningFixture.Runner(context, null, null).ApplyAsync(phase, OneWayContext.Change, CancellationToken.None);
        Assert.Equal(All, await context.Database.GetAppliedMigrationsAsync());

        await RefusedAsync(() => RunningFixture.Runner(context, null, RunningFixture.Impatient with { AcceptsLoss = _ => true }).RollbackAsync(OneWayContext.Change, null, CancellationToken.None));
        await RefusedAsync(() => context.Database.MigrateAsync(OneWayContext.Initial));

        // What has a Down is taken back as ever.
        await RunningFixture.Runner(context, null, RunningFixture.Impatient with { AcceptsLoss = _ => true }).RollbackAsync(OneWayContext.Change, Phase.Switch, CancellationToken.None);
        Assert.Equal(All[..3], await context.Database.GetAppliedMigrationsAsync());

        async Task RefusedAsync(Func<Task> back)
        {
            var error = await Assert.ThrowsAsync<PhasedException>(back);
            Assert.Equal("EFP2027", error.Code);
            Assert.Contains($"'{OneWayContext.Switch}' has no Down", error.Message, StringComparison.Ordinal);
            Assert.Equal(All, await context.Database.GetAppliedMigrationsAsync());
        }
    }
}
