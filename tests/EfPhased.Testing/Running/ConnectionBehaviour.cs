using System.Data.Common;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>What keeps a run from beginning is said with a number and a way out.</summary>
public abstract class ConnectionBehaviour(TestServer server)
{
    protected abstract string UserKey { get; }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var error = await FailsAsync(fixture, ("Port", "1"));
        Assert.Equal("EFP2011", error.Code);
        Assert.Contains(fixture.Database.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_apart()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var error = await FailsAsync(fixture, (UserKey, "nobody_of_that_name"), ("Password", "wrong-secret"));
        Assert.Equal("EFP2012", error.Code);
        Assert.DoesNotContain("wrong-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_right_is_named_and_nothing_is_changed()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var user = $"test_{Guid.NewGuid():N}"[..30];
        string[] create = fixture.IsPostgreSql
            ? [$"CREATE ROLE {user} LOGIN PASSWORD 'secret'", $"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}"]
            : [$"CREATE USER {user} IDENTIFIED BY 'secret'", $"GRANT SELECT ON {fixture.Database.Name}.* TO {user}"];
        foreach (var sql in create)
            await fixture.Database.ExecuteAsync(sql);
        try
        {
            var error = await FailsAsync(fixture, (UserKey, user), ("Password", "secret"));
            Assert.Equal("EFP2010", error.Code);
            Assert.Equal("Id,Name", await fixture.ColumnsAsync());
        }
        finally
        {
            if (fixture.IsPostgreSql)
                await fixture.Database.ExecuteAsync($"DROP OWNED BY {user}");
            await fixture.Database.ExecuteAsync(fixture.IsPostgreSql ? $"DROP ROLE {user}" : $"DROP USER {user}");
        }
    }

    private async Task<PhasedException> FailsAsync(RunningFixture fixture, params (string Key, string Value)[] settings)
    {
        DbConnectionStringBuilder builder = new() { ConnectionString = fixture.Database.ConnectionString };
        foreach (var (key, value) in settings)
            builder[key] = value;
        await using RenameContext context = new(server.PhasedOptions<RenameContext>(builder.ConnectionString).Options);
        return await Assert.ThrowsAsync<PhasedException>(
            () => PhasedRunner.For(context, RunningFixture.Impatient, new RecordingObserver()).ApplyAsync(Phase.Expand, null, CancellationToken.None));
    }
}
