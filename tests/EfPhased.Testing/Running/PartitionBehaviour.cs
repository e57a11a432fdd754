using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>A table that the model takes for an ordinary one and the server keeps in partitions, some of them partitioned again.</summary>
public abstract class PartitionBehaviour(TestServer server)
{
    private const string IsValid = "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"IX_People_FullName\"'::regclass";
    private const string Attached = "SELECT count(*) FROM pg_partition_tree('\"IX_People_FullName\"') WHERE level > 0";
    private const string NamesOfIndexes = "SELECT count(*) FROM pg_class WHERE relkind IN ('i', 'I') AND relname LIKE '%IX_People_FullName%'";

    [Fact]
    public async Task All_phases_and_back()
    {
        await using var fixture = await PartitionedAsync();
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("True", await fixture.ScalarAsync(IsValid));
        Assert.Equal("4", await fixture.ScalarAsync(Attached));
        await fixture.ApplyAsync(Phase.Switch);
        await fixture.ApplyAsync(Phase.Contract);
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());

        await fixture.RollbackAsync();
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());
        Assert.Equal("Person 12", await fixture.ScalarAsync("SELECT \"Name\" FROM \"People\" WHERE \"Id\" = 12"));
        Assert.Equal("0", await fixture.ScalarAsync(NamesOfIndexes));
    }

    [Fact]
    public async Task An_interrupted_build_goes_on_where_it_ended()
    {
        await using var fixture = await InterruptedAsync();
        await fixture.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indrelid = '\"People_2b\"'::regclass AND NOT indisprimary");
        await fixture.ExecuteAsync("CREATE TABLE \"People_3\" PARTITION OF \"People\" FOR VALUES FROM (100) TO (200)");

        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("5", await fixture.ScalarAsync(Attached));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT count(*) FROM pg_index WHERE NOT indisvalid"));
    }

    [Fact]
    public async Task What_was_built_in_part_goes_when_it_is_taken_back()
    {
        await using var fixture = await InterruptedAsync();
        await fixture.RollbackAsync();
        Assert.Equal("0", await fixture.ScalarAsync(NamesOfIndexes));
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());
    }

    /// <summary>The indexes of all partitions are built, and none is attached.</summary>
    private async Task<RunningFixture> InterruptedAsync()
    {
        var fixture = await PartitionedAsync();
        await fixture.ExecuteAsync("""
            CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'refused by the test'; END $f$;
            CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('ALTER INDEX') EXECUTE FUNCTION refuse();
            """);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand));
        await fixture.ExecuteAsync("DROP EVENT TRIGGER refuse");
        Assert.Equal("5", await fixture.ScalarAsync(NamesOfIndexes));
        return fixture;
    }

    private async Task<RunningFixture> PartitionedAsync()
    {
        var fixture = await RunningFixture.WithPeopleAsync(server, people: 0);
        await fixture.ExecuteAsync("""
            ALTER TABLE "People" RENAME TO people_before;
            ALTER TABLE people_before DROP CONSTRAINT "PK_People";
            CREATE TABLE "People" (LIKE people_before INCLUDING ALL, CONSTRAINT "PK_People" PRIMARY KEY ("Id")) PARTITION BY RANGE ("Id");
            CREATE TABLE "People_1" PARTITION OF "People" FOR VALUES FROM (MINVALUE) TO (10);
            CREATE TABLE "People_2" PARTITION OF "People" FOR VALUES FROM (10) TO (100) PARTITION BY HASH ("Id");
            CREATE TABLE "People_2a" PARTITION OF "People_2" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
            CREATE TABLE "People_2b" PARTITION OF "People_2" FOR VALUES WITH (MODULUS 2, REMAINDER 1);
            DROP TABLE people_before;
            """);
        await fixture.ExecuteAsync(fixture.Insert(1, 20));
        return fixture;
    }
}
