using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace EfPhased.MySql.Tests.Running;

public sealed class TwoRunsTests() : TwoRunsBehaviour(MySqlServer.Instance)
{
    // Here EF Core does not lock the history while it looks, so that it can be changed at any moment.

    /// <summary>A migration is applied whenever the migrator looks, and is not whenever EF Core does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Database_Migrate_does_not_begin_anew_for_ever(bool blocks)
    {
        await using var fixture = await RunningFixture.SwitchedAsync(MySqlServer.Instance);
        await using (var first = RenameContext.Open(fixture.Database))
            await first.Database.MigrateAsync();
        var before = await fixture.AppliedAsync();

        var looks = 0;
        var options = fixture.Database.Server.PhasedOptions<RenameContext>(fixture.Database.ConnectionString).LogTo((id, _) => id == RelationalEventId.CommandExecuted, e =>
        {
            if (e is CommandEventData { Command.CommandText: var sql } && sql.StartsWith("SELECT", StringComparison.Ordinal) && sql.Contains("ProductVersion", StringComparison.Ordinal))
            {
                var change = ++looks % 2 == 1
                    ? $"DELETE FROM __EFMigrationsHistory WHERE MigrationId = '{RenameContext.Later}'"
                    : $"INSERT INTO __EFMigrationsHistory VALUES ('{RenameContext.Later}', '9.0.0')";
                Task.Run(() => fixture.Database.ExecuteAsync(change)).GetAwaiter().GetResult();
            }
        });
        await using (RenameContext context = new(options.Options))
        {
            var error = await Assert.ThrowsAsync<PhasedException>(() => blocks ? Task.Run(() => context.Database.Migrate()) : context.Database.MigrateAsync());
            Assert.Equal("EFP2026", error.Code);
            Assert.Contains("10 times", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(20, looks);
        Assert.Equal(before, await fixture.AppliedAsync());
    }
}
