using EfPhased.Backfills;
using EfPhased.Gates;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>What a team asks of the gate beyond the rows and the catalog, and how a person goes on all the same.</summary>
public abstract class PolicyBehaviour(TestServer server)
{
    [Fact]
    public async Task A_contract_waits_for_the_soak_since_the_switch()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        var soak = With(new GatePolicy { Soak = TimeSpan.FromDays(7) });
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract, settings: soak));
        Assert.Equal("EFP3001", error.Code);
        Assert.Contains($"soak: '{RenameContext.Switch}' was applied ", error.Message, StringComparison.Ordinal);
        Assert.Contains("7 d 0 h are asked for (gate.soak)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Wait another 6 d 23 h.", error.Message, StringComparison.Ordinal);

        await fixture.ExecuteAsync(fixture.IsPostgreSql
            ? "UPDATE \"__EFPhasedJournal\" SET finished_at = finished_at - interval '8 days'"
            : "UPDATE \"__EFPhasedJournal\" SET finished_at = finished_at - INTERVAL 8 DAY");
        Assert.Equal([RenameContext.Contract], await fixture.ApplyAsync(Phase.Contract, settings: soak));
    }

    [Fact]
    public async Task A_switch_that_nothing_recorded_has_not_soaked()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        await fixture.ExecuteAsync("DELETE FROM \"__EFPhasedJournal\"");
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => fixture.ApplyAsync(Phase.Contract, settings: With(new GatePolicy { Soak = TimeSpan.FromMinutes(1) })));
        Assert.Contains("nothing records when", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_waits_for_so_many_deployments()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        var settings = With(new GatePolicy { Deployments = 2 });
        await SeeBuildAsync("one");
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract, settings: settings));
        Assert.Contains("soak: 1 builds have first been seen since then; 2 are asked for (gate.deployments)", error.Message, StringComparison.Ordinal);

        await SeeBuildAsync("two");
        await fixture.ApplyAsync(Phase.Contract, settings: settings);

        async Task SeeBuildAsync(string fingerprint)
        {
            await using var context = RenameContext.Open(fixture.Database);
            await using var connection = await fixture.Database.OpenAsync();
            await Database.ExecuteAsync(
                connection, RunServices.From(context).Sql.Instances.RegisterModel, CancellationToken.None,
                ("@fingerprint", fingerprint), ("@version", "1"), ("@context", "Shop"), ("@application", "shop"), ("@migration", null), ("@mapped", "[]"));
        }
    }

    [Fact]
    public async Task A_comparison_that_was_interrupted_goes_on_where_it_was()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 100);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        await using var context = RenameContext.Open(fixture.Database);
        var services = RunServices.From(context);
        RowAgreement agreement = new("People", ["Id"], RenameShape.Values);
        await using (var connection = await fixture.Database.OpenAsync())
        {
            VerificationJournal journal = new(connection, services.Sql);
            await journal.AdvanceAsync(RenameContext.Change, agreement, ["60"], CancellationToken.None);
            RecordingObserver observer = new();
            Verification verification = new(connection, services.Sql, observer, journal) { ChunkRows = 10 };
            await fixture.WithoutTriggersAsync("UPDATE \"People\" SET \"Name\" = 'Other' WHERE \"Id\" IN (30, 70)");

            // Behind the note, only what lies behind it is looked at; a difference makes the next one begin anew.
            var rest = await verification.RunAsync(RenameContext.Change, agreement, null, CancellationToken.None);
            Assert.Equal(["Id=70"], rest.Keys);
            Assert.Contains("goes on after Id=60", Assert.Single(observer.Of<Notice>()).Text, StringComparison.Ordinal);
            var all = await verification.RunAsync(RenameContext.Change, agreement, null, CancellationToken.None);
            Assert.Equal(["Id=30", "Id=70"], all.Keys);
            Assert.Equal(2, all.Count);
        }
    }

    [Fact]
    public async Task An_override_is_journaled_and_shown_ever_after()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        var settings = With(new GatePolicy { Soak = TimeSpan.FromDays(7) }) with
        {
            Overrides = GateOverride.From(["soak"], "agreed with the owners of the reports"),
        };
        await fixture.ApplyAsync(Phase.Contract, settings: settings);

        var given = Assert.Single((await fixture.StatusAsync()).Overrides);
        Assert.Equal(("soak", "agreed with the owners of the reports"), (given.Condition, given.Reason));
        Assert.Contains("7 d 0 h are asked for", await fixture.ScalarAsync("SELECT evidence FROM \"__EFPhasedOverride\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_of_one_condition_leaves_the_others_closed()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        await fixture.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"People\"");
        var settings = With(new GatePolicy { Soak = TimeSpan.FromDays(7) }) with { Overrides = GateOverride.From(["soak"], "agreed") };
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract, settings: settings));
        Assert.Contains("Names", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("soak:", error.Message, StringComparison.Ordinal);
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedOverride\""));
    }

    [Fact]
    public void Overrides_need_a_condition_that_can_be_overridden_and_a_reason()
    {
        Assert.Equal("EFP1007", Assert.Throws<PhasedException>(() => GateOverride.From(["soak"], " ")).Code);
        Assert.Contains("cannot be overridden", Assert.Throws<PhasedException>(() => GateOverride.From(["order"], "x")).Message, StringComparison.Ordinal);
        Assert.Contains("There are: order, data, database-objects", Assert.Throws<PhasedException>(() => GateOverride.From(["sok"], "x")).Message, StringComparison.Ordinal);
        Assert.Equal("database objects", Assert.Single(GateOverride.From(["database-objects"], "x")).Condition);
    }

    [Theory]
    [InlineData("date -u +%Y-%m-%dT%H:%M:%SZ", null)]
    [InlineData("echo hello; date -u -d '2 hours ago' +%Y-%m-%dT%H:%M:%SZ", "2.0 h old; 1.0 h are allowed (gate.backup.maxAge)")]
    [InlineData("date -u -d '2 hours' +%Y-%m-%dT%H:%M:%SZ", "in the future")]
    [InlineData("echo no backups found", "printed no time of a recovery point, but 'no backups found'")]
    [InlineData("echo connection refused >&2; exit 7", "ended with exit code 7: connection refused")]
    [InlineData("sleep 60", "did not end within 1 s")]
    public async Task A_recovery_point_is_proved_by_the_users_own_command(string command, string? refusal)
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        var settings = With(new GatePolicy
        {
            Backup = new BackupPolicy { Command = command, MaxAge = TimeSpan.FromHours(1), TimeLimit = TimeSpan.FromSeconds(1) },
        });
        var backup = (await fixture.CheckAsync(settings)).Results.Single(r => r.Condition == "backup");
        if (refusal is null)
        {
            Assert.Equal(GateOutcome.Passed, backup.Outcome);
            return;
        }

        Assert.Equal(GateOutcome.Refused, backup.Outcome);
        Assert.Contains(refusal, Assert.Single(backup.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_checked_refuses_where_the_policy_requires_it()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => fixture.ApplyAsync(Phase.Contract, settings: With(new GatePolicy { Required = ["backup"] })));
        Assert.Contains("backup: no backup command is configured", error.Message, StringComparison.Ordinal);
        Assert.Contains("gate.required", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_between_the_check_and_the_drop_is_seen_under_the_lock()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var text } && text.StartsWith("end dual write", StringComparison.Ordinal))
                    fixture.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"People\"").GetAwaiter().GetResult();
            },
        };
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract, observer));
        Assert.Equal("EFP3001", error.Code);
        Assert.Contains("Names", error.Message, StringComparison.Ordinal);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());

        // The shim is still there, and nobody's lock.
        await fixture.ExecuteAsync("UPDATE \"People\" SET \"Name\" = 'Through the shim' WHERE \"Id\" = 1");
        Assert.Equal("Through the shim", await fixture.ScalarAsync("SELECT \"FullName\" FROM \"People\" WHERE \"Id\" = 1"));
        await fixture.ExecuteAsync("DROP VIEW \"Names\"");
        Assert.Equal([RenameContext.Contract], await fixture.ApplyAsync(Phase.Contract));
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task A_gate_that_was_open_before_an_interruption_is_asked_again()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        RecordingObserver killed = new() { On = e => _ = e is StepDone { Description: "gate" } ? throw new KilledException() : 0 };
        await Assert.ThrowsAsync<KilledException>(() => fixture.ApplyAsync(Phase.Contract, killed));

        await fixture.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"People\"");
        Assert.Equal("EFP3001", (await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract))).Code);
        await fixture.ExecuteAsync("DROP VIEW \"Names\"");
        await fixture.ApplyAsync(Phase.Contract);
    }

    private static RunSettings With(GatePolicy policy) => RunningFixture.Impatient with { Policy = policy with { Quiet = TimeSpan.Zero } };
}
