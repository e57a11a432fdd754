using EfPhased.Gates;
using EfPhased.Gates.References;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>What a scan of the code saw decides about a contract, if it was this code, this change, and not too long ago.</summary>
public abstract class EvidenceBehaviour(TestServer server)
{
    private static readonly EvidenceFinding Query =
        new("People.Name", "src/Reports.cs", 12, 21, "SqlColumn", "certain", "SELECT \"Name\" FROM \"People\"", null);

    [Fact]
    public async Task A_reference_in_the_code_refuses_the_contract()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        using var file = new EvidenceFile(Clean with { Changes = [Change(Query)] });
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract, settings: With(file)));
        Assert.Equal("EFP3001", error.Code);
        Assert.Contains("code: src/Reports.cs(12,21): People.Name, SqlColumn, certain: SELECT \"Name\" FROM \"People\"", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(RenameContext.Contract, await fixture.AppliedAsync());

        using var clean = new EvidenceFile(Clean);
        Assert.Equal([RenameContext.Contract], await fixture.ApplyAsync(Phase.Contract, settings: With(clean)));
    }

    [Fact]
    public async Task Suppressed_and_possible_references_are_shown_and_do_not_refuse()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        using var file = new EvidenceFile(Clean with
        {
            Changes = [Change(Query with { Suppressed = "read from the archive only" }, Query with { Confidence = "possible", Line = 40 })],
        });
        var code = await CodeAsync(fixture, With(file));
        Assert.Equal(GateOutcome.Passed, code.Outcome);
        Assert.Contains(code.Evidence, e => e.Contains("src/Reports.cs(12,21)", StringComparison.Ordinal) && e.Contains("read from the archive only", StringComparison.Ordinal));
        Assert.Contains(code.Evidence, e => e.Contains("src/Reports.cs(40,21)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_scanned_is_never_called_checked()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        Assert.Equal(GateOutcome.NotChecked, (await CodeAsync(fixture, RunningFixture.Impatient)).Outcome);

        using var file = new EvidenceFile(Clean with
        {
            Changes = [Change() with { Problems = [new EvidenceProblem("EFP6051", "src/Old.csproj", 0, "it did not load")] }],
        });
        var code = await CodeAsync(fixture, With(file));
        Assert.Equal(GateOutcome.NotChecked, code.Outcome);
        Assert.Contains(code.Evidence, e => e.Contains("src/Old.csproj: it did not load", StringComparison.Ordinal));

        var required = With(file) with { Policy = RunningFixture.Impatient.Policy with { Required = ["code"] } };
        Assert.Equal(GateOutcome.Refused, (await CodeAsync(fixture, required)).Outcome);
    }

    [Fact]
    public async Task A_file_that_was_changed_after_the_scan_is_refused()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        using var file = new EvidenceFile(Clean with { Changes = [Change(Query)] });
        file.Replace("\"certain\"", "\"possible\"");
        Assert.Contains("its checksum does not fit", await RefusalAsync(fixture, With(file)), StringComparison.Ordinal);

        // How it is laid out is nobody's business.
        using var compact = new EvidenceFile(Clean);
        compact.Replace("\n", "\r\n");
        Assert.Equal(GateOutcome.Passed, (await CodeAsync(fixture, With(compact))).Outcome);

        file.Replace("{", "");
        Assert.Contains("cannot be read", await RefusalAsync(fixture, With(file)), StringComparison.Ordinal);
        var gone = RunningFixture.Impatient with { Evidence = file.Path + ".gone" };
        Assert.Contains("cannot be used", await RefusalAsync(fixture, gone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_of_another_change_or_of_less_is_refused()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        using var other = new EvidenceFile(Clean with { Changes = [Change() with { Change = "Other" }] });
        Assert.Contains($"it is about 'Other', not about '{RenameContext.Change}'", await RefusalAsync(fixture, With(other)), StringComparison.Ordinal);

        using var less = new EvidenceFile(Clean with { Changes = [Change() with { Targets = [] }] });
        Assert.Contains("the scan did not look for 'People.Name'", await RefusalAsync(fixture, With(less)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_decides_about_age_commit_and_uncommitted_files()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        using var old = new EvidenceFile(Clean with { Created = DateTimeOffset.UtcNow.AddHours(-3) });
        Assert.Equal(GateOutcome.Passed, (await CodeAsync(fixture, With(old))).Outcome);
        Assert.Contains("1.0 h are allowed (gate.evidence.maxAge)", await RefusalAsync(fixture, With(old, new() { MaxAge = TimeSpan.FromHours(1) })), StringComparison.Ordinal);

        using var clean = new EvidenceFile(Clean);
        var strict = new EvidencePolicy { MaxAge = TimeSpan.FromHours(1), Commit = "1f2e3d4c", AllowDirty = false };
        Assert.Equal(GateOutcome.Passed, (await CodeAsync(fixture, With(clean, strict))).Outcome);
        Assert.Contains("commit abc is asked for", await RefusalAsync(fixture, With(clean, strict with { Commit = "abc" })), StringComparison.Ordinal);

        using var dirty = new EvidenceFile(Clean with { Sources = [Clean.Sources[0] with { Dirty = true }] });
        Assert.Contains("differed from commit 1f2e3d4c5b6a", await RefusalAsync(fixture, With(dirty, strict)), StringComparison.Ordinal);
        using var unknown = new EvidenceFile(Clean with { Sources = [new(".", null, null, "no git repository")] });
        var refusal = await RefusalAsync(fixture, With(unknown, strict));
        Assert.Contains("nothing says whether '.' was as committed: no git repository", refusal, StringComparison.Ordinal);
        Assert.Contains("the scan is of no commit", refusal, StringComparison.Ordinal);

        using var future = new EvidenceFile(Clean with { Created = DateTimeOffset.UtcNow.AddHours(1) });
        Assert.Contains("from the future", await RefusalAsync(fixture, With(future)), StringComparison.Ordinal);
    }

    private static ReferenceEvidence Clean => new()
    {
        Tool = "0.1.0",
        Created = DateTimeOffset.UtcNow,
        Sources = [new EvidenceSource(".", "1f2e3d4c5b6a", false, null)],
        Changes = [Change()],
    };

    private static EvidenceChange Change(params EvidenceFinding[] findings) => new()
    {
        Change = RenameContext.Change,
        Targets = [new EvidenceTarget("People", "Name", null)],
        Counts = new EvidenceCounts(2, 40, 40, 3, 1),
        Findings = findings,
        UnusedSuppressions = [],
        Problems = [],
    };

    private static RunSettings With(EvidenceFile file, EvidencePolicy? policy = null) => RunningFixture.Impatient with
    {
        Evidence = file.Path, Policy = RunningFixture.Impatient.Policy with { Evidence = policy ?? new() },
    };

    private static async Task<GateResult> CodeAsync(RunningFixture fixture, RunSettings settings)
        => (await fixture.CheckAsync(settings)).Results.Single(r => r.Condition == "code");

    private static async Task<string> RefusalAsync(RunningFixture fixture, RunSettings settings)
    {
        var code = await CodeAsync(fixture, settings);
        Assert.Equal(GateOutcome.Refused, code.Outcome);
        Assert.Contains("dotnet ef-phased references RenameName", code.MoveOn, StringComparison.Ordinal);
        return string.Join('\n', code.Evidence);
    }

    private sealed class EvidenceFile : IDisposable
    {
        public EvidenceFile(ReferenceEvidence evidence) => File.WriteAllText(Path, ReferenceEvidenceJson.Write(evidence));

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Replace(string what, string with)
        {
            var text = File.ReadAllText(Path);
            Assert.Contains(what, text, StringComparison.Ordinal);
            File.WriteAllText(Path, text.Replace(what, with, StringComparison.Ordinal));
        }

        public void Dispose() => File.Delete(Path);
    }
}
