using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Behaviours;

/// <summary>The compatibility oracle passes where both versions work, and says what does not work elsewhere.</summary>
public abstract class CompatibilityOracleBehaviour(TestServer server) : IAsyncLifetime
{
    private readonly IModel _old = ShopModels.Old(server);
    private readonly IModel _new = ShopModels.New(server);
    private TestDatabase _database = null!;

    /// <summary>Adds "FullName", NULL, to the table "Customers".</summary>
    protected abstract string AddColumn { get; }

    /// <summary>Triggers that keep "Name" and "FullName" of "Customers" equal.</summary>
    protected abstract IReadOnlyList<string> DualWrite { get; }

    /// <summary>Makes "FullName" NOT NULL.</summary>
    protected abstract string RequireColumn { get; }

    /// <summary>Makes "Name" NULL.</summary>
    protected abstract string RelaxOldColumn { get; }

    public async Task InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, _database.ConnectionString, _old);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public void The_old_model_comes_from_a_snapshot_only()
    {
        Assert.NotEmpty(_old.GetEntityTypes());
        Assert.All(_old.GetEntityTypes(), entity => Assert.Equal(typeof(Dictionary<string, object>), entity.ClrType));
        Assert.Equal(typeof(string), _old.FindEntityType(ShopModels.CustomerName)!.FindProperty("Level")!.ClrType);
    }

    [Fact]
    public async Task Each_version_works_on_its_own_schema()
    {
        await VerifyAsync("before Expand", RunningVersions.Old);
        await PlainEf.MigrateAsync(server, _database.ConnectionString, _old, _new);
        await VerifyAsync("after Contract", RunningVersions.New);
    }

    [Fact]
    public async Task Both_versions_work_when_their_columns_are_kept_equal()
    {
        await ExecuteAsync([AddColumn, RelaxOldColumn, .. DualWrite]);
        await VerifyAsync("expanded", RunningVersions.Both);
    }

    [Fact]
    public async Task Leaves_no_rows_behind()
    {
        await ExecuteAsync([AddColumn, RelaxOldColumn, .. DualWrite]);
        await VerifyAsync("expanded", RunningVersions.Both);

        await using var connection = await _database.OpenAsync();
        foreach (var table in new[] { "Customers", "Orders", "Tags" })
            Assert.Equal(0L, Convert.ToInt64(await connection.ScalarAsync($"SELECT count(*) FROM {Quote(table)}"), null));
    }

    [Fact]
    public async Task A_missing_trigger_shows_as_values_that_are_not_seen()
    {
        await ExecuteAsync([AddColumn, RelaxOldColumn]);
        var failures = await FindAsync(RunningVersions.Both);

        Assert.Contains(failures, f => f is { Model: "new" } && f.Operation.StartsWith("read after insert", StringComparison.Ordinal));
        Assert.Contains(failures, f => f is { Model: "old" } && f.Operation.StartsWith("read after insert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_update_trigger_shows_as_a_stale_value()
    {
        await ExecuteAsync([AddColumn, RelaxOldColumn, .. DualWrite.Where(sql => !sql.Contains("UPDATE", StringComparison.Ordinal))]);
        if (server.Kind == ServerKind.PostgreSql)
            await ExecuteAsync([.. DualWrite.Select(sql => sql.Replace("INSERT OR UPDATE", "INSERT", StringComparison.Ordinal))]);
        var failures = await FindAsync(RunningVersions.Both);

        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.StartsWith("read after update", failure.Operation));
        Assert.Contains(failures, failure => failure is { Model: "new", Property: "FullName", Operation: "read after update of Name by old" });
        Assert.Contains(failures, failure => failure is { Model: "old", Property: "Name", Operation: "read after update of FullName by new" });
    }

    [Fact]
    public async Task A_new_required_column_shows_as_failing_inserts_of_the_old_version()
    {
        await ExecuteAsync([AddColumn, RequireColumn]);
        var failures = await FindAsync(RunningVersions.Old);

        Assert.Contains(failures, failure => failure is { Model: "old", Operation: "insert with every value", Entity: ShopModels.CustomerName });

        // Whatever is tried with a row begins with its insert.
        Assert.All(failures, failure => Assert.Contains("FullName", failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_default_shows_as_another_value_read()
    {
        await ExecuteAsync([$"ALTER TABLE {Quote("Customers")} ALTER COLUMN {Quote("Points")} SET DEFAULT 11"]);
        var failures = await FindAsync(RunningVersions.Old);

        Assert.All(failures, failure => Assert.Equal("Points", failure.Property));
        Assert.Contains(failures, failure => failure is { Operation: "insert with defaults", Message: "expected 10, read 11" });
    }

    [Fact]
    public async Task Entities_outside_the_mapping_are_not_looked_at()
    {
        var mapping = Mapping().Only(ShopModels.TagName);
        await Compatibility.VerifyAsync(server, _database.ConnectionString, _old, _old, mapping, "one model");

        await ExecuteAsync([$"ALTER TABLE {Quote("Customers")} ADD COLUMN {Quote("Hidden")} int NOT NULL"]);
        var failures = await Compatibility.FindFailuresAsync(server, _database.ConnectionString, _old, _old, mapping, "under test");
        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.Equal(ShopModels.TagName, failure.Entity));
    }

    [Fact]
    public async Task Rows_that_are_not_backfilled_show()
    {
        await InsertCustomerAsync();
        await ExecuteAsync([AddColumn, RelaxOldColumn, .. DualWrite]);
        var failures = await FindAsync(RunningVersions.Both);

        Assert.Contains(failures, failure => failure is { Model: "new", Operation: "read existing rows" });

        await ExecuteAsync([$"UPDATE {Quote("Customers")} SET {Quote("FullName")} = {Quote("Name")}"]);
        await VerifyAsync("backfilled", RunningVersions.Both);
    }

    [Fact]
    public async Task A_state_in_which_nothing_works_is_reported_in_full()
    {
        var failures = await FindAsync(RunningVersions.Both);

        Assert.Contains(failures, failure => failure is { Model: "new", Operation: "insert with every value", Entity: ShopModels.CustomerName });
        Assert.Contains(failures, failure => failure is { Model: "new", Operation: "read existing rows", Entity: ShopModels.CustomerName });
        Assert.All(failures, failure => Assert.Equal("under test", failure.State));
    }

    private async Task InsertCustomerAsync()
    {
        await using var context = Models.ModelContext.Open(server, _database.ConnectionString, _old);
        context.Set<Dictionary<string, object>>(ShopModels.CustomerName).Add(new Dictionary<string, object>
        {
            ["Name"] = "Ada",
            ["Email"] = "ada@example.org",
            ["Level"] = "Gold",
            ["Since"] = new DateTime(2020, 2, 2, 0, 0, 0, DateTimeKind.Utc),
        });
        await context.SaveChangesAsync();
    }

    private string Quote(string name) => server.Kind == ServerKind.PostgreSql ? $"\"{name}\"" : $"`{name}`";

    private async Task ExecuteAsync(IEnumerable<string> statements)
    {
        foreach (var statement in statements)
            await _database.ExecuteAsync(statement);
    }

    private static ShapeMapping Mapping() => new ShapeMapping().Rename(ShopModels.CustomerName, "Name", "FullName");

    private Task VerifyAsync(string state, RunningVersions running) =>
        Compatibility.VerifyAsync(server, _database.ConnectionString, _old, _new, Mapping(), state, running);

    private Task<IReadOnlyList<CompatibilityFailure>> FindAsync(RunningVersions running) =>
        Compatibility.FindFailuresAsync(server, _database.ConnectionString, _old, _new, Mapping(), "under test", running);
}
