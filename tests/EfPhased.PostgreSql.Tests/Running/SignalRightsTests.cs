using EfPhased.Configuration;
using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A user who may not look at the server is told what to ask for, and the backfill goes on without.</summary>
public sealed class SignalRightsTests
{
    [Fact]
    public async Task A_missing_right_is_said_once_with_the_statement_that_gives_it()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance);
        var role = "Efp " + Guid.NewGuid().ToString("N")[..8];
        await fixture.ExecuteAsync($"CREATE ROLE \"{role}\" LOGIN PASSWORD 'signal'");
        try
        {
            await fixture.ExecuteAsync(
                $"GRANT ALL ON DATABASE \"{fixture.Database.Name}\" TO \"{role}\"; GRANT ALL ON SCHEMA public TO \"{role}\"; "
                + $"ALTER TABLE \"People\" OWNER TO \"{role}\"; ALTER TABLE \"__EFMigrationsHistory\" OWNER TO \"{role}\"");
            System.Data.Common.DbConnectionStringBuilder settings = new() { ConnectionString = fixture.Database.ConnectionString };
            settings["Username"] = role;
            settings["Password"] = "signal";
            settings["Pooling"] = "false";
            await using (var context = RenameContext.Open(new TestDatabase(PostgreSqlServer.Instance, fixture.Database.Name, settings.ConnectionString)))
            {
                RecordingObserver observer = new();
                var runner = RunningFixture.Runner(context, observer, RunningFixture.Impatient with { Backfill = new BackfillPolicy() });
                await runner.ApplyAsync(Phase.Expand, RenameContext.Change, CancellationToken.None);
                Assert.Contains(observer.Of<Notice>(), n => n.Text.Contains($"'replica lag': the database user lacks a right; an administrator gives it: GRANT pg_monitor TO \"{role}\"", StringComparison.Ordinal));
            }

            Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""));
        }
        finally
        {
            await fixture.ExecuteAsync($"DROP OWNED BY \"{role}\"; DROP ROLE \"{role}\"");
        }
    }
}
