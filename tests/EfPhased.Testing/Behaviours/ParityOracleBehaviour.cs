using EfPhased.Testing.Oracles;
using EfPhased.Testing.Oracles.Schemas;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace EfPhased.Testing.Behaviours;

/// <summary>The parity oracle accepts the schema of plain EF however it came about, and shows each kind of difference.</summary>
public abstract class ParityOracleBehaviour(TestServer server)
{
    private string Customers => server.Kind == ServerKind.PostgreSql ? "\"Customers\"" : "`Customers`";

    private string Balance => server.Kind == ServerKind.PostgreSql ? "\"Balance\"" : "`Balance`";

    /// <summary>Statements that each make one difference, with a part of the line that must show it.</summary>
    protected abstract IReadOnlyList<(string Sql, string Shown)> Differences { get; }

    [Fact]
    public async Task A_schema_that_came_about_in_one_step_equals_the_one_of_a_rename()
    {
        var newModel = ShopModels.New(server);
        var created = await Parity.PlainAsync(server, oldModel: null, newModel);
        var migrated = await Parity.PlainAsync(server, ShopModels.Old(server), newModel);
        Parity.AssertSame(created, migrated);
    }

    [Fact]
    public async Task Column_order_does_not_matter()
    {
        var all = ShopModels.Same(server, _ => { });
        var without = ShopModels.Same(server, model => model.Entity<ShopModels.Customer>().Ignore(customer => customer.Balance));
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, database.ConnectionString, all);
        var before = await Parity.DumpAsync(database);

        // EF gives a new required column a default, which a created table does not have.
        await database.ExecuteAsync($"ALTER TABLE {Customers} DROP COLUMN {Balance}");
        await database.ExecuteAsync($"ALTER TABLE {Customers} ADD COLUMN {Balance} decimal(12,2) NOT NULL");
        Parity.AssertSame(before, await Parity.DumpAsync(database));
        Assert.NotEqual(before.ToString(), (await Parity.PlainAsync(server, oldModel: null, without)).ToString());
    }

    [Fact]
    public async Task Bookkeeping_is_left_out()
    {
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, database.ConnectionString, ShopModels.Old(server));
        var before = await Parity.DumpAsync(database);

        await database.ExecuteAsync("CREATE TABLE efphased_journal (id int PRIMARY KEY, note varchar(20) DEFAULT 'x')");
        Parity.AssertSame(before, await Parity.DumpAsync(database));

        OwnObjects none = new(_ => false, _ => false, _ => false);
        Assert.Throws<FailException>(() => Parity.AssertSame(before, Parity.DumpAsync(database, none).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Every_kind_of_difference_shows()
    {
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, database.ConnectionString, ShopModels.Old(server));
        var before = await Parity.DumpAsync(database);
        foreach (var (sql, shown) in Differences)
        {
            await database.ExecuteAsync(sql);
            var after = await Parity.DumpAsync(database);
            var difference = before.DifferenceTo(after);
            Assert.True(difference.Contains(shown, StringComparison.Ordinal), $"{sql}\nshows as\n{difference}\nwithout\n{shown}");
            before = after;
        }
    }

    [Fact]
    public async Task A_difference_reads_as_lines_under_their_object()
    {
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, database.ConnectionString, ShopModels.Old(server));
        var before = await Parity.DumpAsync(database);
        await database.ExecuteAsync(Differences[0].Sql);

        var failure = Assert.Throws<FailException>(() => Parity.AssertSame(before, Parity.DumpAsync(database).GetAwaiter().GetResult()));
        Assert.Contains("The schemas differ (- expected, + actual).", failure.Message);
        Assert.Contains("Customers\n-   ", failure.Message);
    }
}
