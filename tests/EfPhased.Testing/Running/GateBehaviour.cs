using EfPhased.Gates;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>A contract is refused while anything remains, and everything that remains is listed at once.</summary>
public abstract class GateBehaviour(TestServer server)
{
    [Fact]
    public async Task A_contract_before_its_switch_is_refused()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        var error = await RefusedAsync(fixture);
        Assert.Contains($"'{RenameContext.Switch}' is not applied", error.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet ef-phased apply --phase switch --change RenameName", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_differ_and_views_are_listed_together()
    {
        await using var fixture = await SwitchedAsync();
        await fixture.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"People\"");
        await fixture.ExecuteAsync("CREATE VIEW \"FullNames\" AS SELECT \"FullName\" FROM \"People\"");
        await fixture.WithoutTriggersAsync("UPDATE \"People\" SET \"Name\" = 'Other' WHERE \"Id\" IN (3, 5)");

        var error = await RefusedAsync(fixture);
        Assert.Contains("2 rows of 'People' differ (FullName): Id=3, Id=5", error.Message, StringComparison.Ordinal);
        Assert.Contains("Names", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("FullNames", error.Message, StringComparison.Ordinal);
        Assert.Contains("Name,", await fixture.ColumnsAsync() + ",", StringComparison.Ordinal);

        await fixture.ExecuteAsync("DROP VIEW \"Names\"");
        await fixture.WithoutTriggersAsync("UPDATE \"People\" SET \"Name\" = \"FullName\"");
        await fixture.ApplyAsync(Phase.Contract);
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task Triggers_and_routines_that_mention_the_column_are_found_and_ours_are_not()
    {
        await using var fixture = await SwitchedAsync();
        await fixture.ExecuteAsync(fixture.IsPostgreSql
            ? """
              CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW."Name" := trim(NEW."Name"); RETURN NEW; END';
              CREATE TRIGGER mine BEFORE INSERT ON "People" FOR EACH ROW EXECUTE FUNCTION mine();
              CREATE FUNCTION reading() RETURNS bigint LANGUAGE sql AS 'SELECT count("Name") FROM "People"';
              CREATE FUNCTION other() RETURNS text LANGUAGE sql AS 'SELECT ''Name of somebody else'''
              """
            : "CREATE TRIGGER mine BEFORE INSERT ON \"People\" FOR EACH ROW SET NEW.\"Name\" = TRIM(NEW.\"Name\")");
        if (!fixture.IsPostgreSql)
        {
            await fixture.ExecuteAsync("CREATE FUNCTION reading() RETURNS bigint READS SQL DATA RETURN (SELECT COUNT(\"Name\") FROM \"People\")");
            await fixture.ExecuteAsync("CREATE FUNCTION other() RETURNS text NO SQL RETURN 'Name of somebody else'");
        }

        var objects = (await CheckAsync(fixture)).Results.Single(r => r.Condition == "database objects");
        Assert.Equal(GateOutcome.Refused, objects.Outcome);
        Assert.Contains(objects.Evidence, e => e.Contains("mine", StringComparison.Ordinal));
        Assert.Contains(objects.Evidence, e => e.Contains("reading", StringComparison.Ordinal));
        Assert.DoesNotContain(objects.Evidence, e => e.Contains("other", StringComparison.Ordinal));
        Assert.DoesNotContain(objects.Evidence, e => e.Contains("efphased_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Generated_columns_foreign_keys_and_wider_indexes_are_found()
    {
        await using var fixture = await SwitchedAsync();
        await fixture.ExecuteAsync("ALTER TABLE \"People\" ADD CONSTRAINT people_name UNIQUE (\"Name\")");
        await fixture.ExecuteAsync("CREATE TABLE \"Notes\" (\"Of\" varchar(100), CONSTRAINT notes_of FOREIGN KEY (\"Of\") REFERENCES \"People\" (\"Name\"))");
        await fixture.ExecuteAsync("CREATE INDEX wide ON \"People\" (\"Name\", \"Id\")");
        await fixture.ExecuteAsync("CREATE INDEX narrow ON \"People\" (\"Name\")");
        await fixture.ExecuteAsync("ALTER TABLE \"People\" ADD COLUMN \"Loud\" varchar(100) GENERATED ALWAYS AS (upper(\"Name\")) STORED");

        var evidence = (await CheckAsync(fixture)).Results.Single(r => r.Condition == "database objects").Evidence;
        foreach (var name in new[] { "notes_of", "wide", "narrow", "Loud" })
            Assert.Contains(evidence, e => e.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_gate_says_what_it_looked_at()
    {
        await using var fixture = await SwitchedAsync();
        var report = await CheckAsync(fixture);
        Assert.True(report.IsOpen);
        Assert.Equal(GateConditions.All.Select(c => c.Name), report.Results.Select(r => r.Condition));
        Assert.All(report.Results, r => Assert.NotEmpty(r.Evidence));
        Assert.Contains(RenameContext.Switch, await fixture.AppliedAsync());
        Assert.DoesNotContain(RenameContext.Contract, await fixture.AppliedAsync());
    }

    private Task<RunningFixture> SwitchedAsync() => RunningFixture.SwitchedAsync(server);

    private static Task<GateReport> CheckAsync(RunningFixture fixture) => fixture.CheckAsync();

    private static async Task<PhasedException> RefusedAsync(RunningFixture fixture)
    {
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract));
        Assert.Equal("EFP3001", error.Code);
        Assert.True(error.IsRefusal);
        return error;
    }
}
