using System.Data.Common;
using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit.Sdk;

namespace EfPhased.Testing.Running;

/// <summary>
/// The triggers of a part below another part, on rows that the backfill has not reached: what either version writes there succeeds, and
/// loses nothing that only the old place holds.
/// </summary>
public abstract class LevelDualWriteBehaviour(TestServer server)
{
    private static readonly MovedKind PetKind = new("kind", ["'pet'", "'cat'"], "'pet'", "'animal'");
    private static readonly MovedKind CatKind = new("kind", ["'cat'"], "'cat'", "'pet'");

    // What is there before the triggers, a statement of the previous version, and what is there then: kind, x, y; x of the pet; y of the cat.
    private static readonly (bool OldIsPart, string Rows, string Sql, string Expected)[] Unfilled =
    [
        // The columns hold the values, the parts have no rows yet.
        (false, Whole("'cat', 'x', 'y'"), "UPDATE lw SET y = 'new'", "cat x new | - | -"),
        (false, Whole("'cat', 'x', 'y'"), "UPDATE lw SET x = 'new'", "cat new y | new | -"),
        (false, Whole("'cat', 'x', 'y'"), "UPDATE lw SET x = 'new', y = 'new'", "cat new new | new | new"),
        (false, Whole("'pet', 'x', NULL"), "UPDATE lw SET x = 'new'", "pet new - | new | -"),
        (false, Whole("'cat', 'x', 'y'"), "DELETE FROM lw", "- | - | -"),

        // The parts hold the values, the columns are what an added column is.
        (true, Parts(cat: true), "UPDATE lp SET x = 'new'", "pet new - | new | y"),
        (true, Parts(cat: true), "UPDATE lc SET y = 'new'", "animal - - | x | new"),
        (true, Parts(cat: true), "UPDATE lp SET x = 'new'; UPDATE lc SET y = 'new'", "cat new new | new | new"),
        (true, Parts(cat: true), "UPDATE lc SET y = 'new'; UPDATE lp SET x = 'new'", "pet new - | new | new"),
        (true, Parts(cat: true), "DELETE FROM lc", "animal - - | x | -"),
        (true, Parts(cat: true), "DELETE FROM lc; DELETE FROM lp", "animal - - | - | -"),
        (true, Parts(cat: false), "INSERT INTO lc VALUES (1, 'y')", "animal - - | x | y"),
    ];

    // What either version does once both places agree.
    private static readonly (string Seed, string Sql, string Expected)[] Agreeing =
    [
        ("", "INSERT INTO lw (id, kind, x, y) VALUES (1, 'cat', 'x', 'y')", "cat x y | x | y"),
        ("", "INSERT INTO lw (id) VALUES (1); INSERT INTO lp VALUES (1, 'x'); INSERT INTO lc VALUES (1, 'y')", "cat x y | x | y"),
        ("cat", "UPDATE lw SET x = 'new', y = 'new'", "cat new new | new | new"),
        ("cat", "UPDATE lp SET x = 'new'", "cat new y | new | y"),
        ("cat", "UPDATE lc SET y = 'new'", "cat x new | x | new"),
        ("cat", "DELETE FROM lc", "pet x - | x | -"),
        ("cat", "DELETE FROM lc; DELETE FROM lp", "animal - - | - | -"),
        ("cat", "UPDATE lw SET kind = 'pet', y = NULL", "pet x - | x | -"),
        ("cat", "UPDATE lw SET kind = 'animal', x = NULL, y = NULL", "animal - - | - | -"),
        ("pet", "UPDATE lw SET kind = 'cat', y = 'y'", "cat x y | x | y"),
        ("animal", "UPDATE lw SET kind = 'cat', x = 'x', y = 'y'", "cat x y | x | y"),
        ("cat", "DELETE FROM lw", "- | - | -"),
    ];

    [Fact]
    public async Task What_the_backfill_has_not_reached_is_not_lost()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        List<string> failures = [];
        foreach (var (oldIsPart, rows, sql, expected) in Unfilled)
        {
            await CreateTablesAsync(connection);
            await RunAsync(connection, rows);
            await AddAsync(connection, database, oldIsPart);
            await CheckAsync(connection, rows, sql, expected, failures);
        }

        Check(failures);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_version_sees_what_the_other_writes(bool oldIsPart)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await CreateTablesAsync(connection);
        await AddAsync(connection, database, oldIsPart);
        List<string> failures = [];
        foreach (var (seed, sql, expected) in Agreeing)
        {
            await RunAsync(connection, "DELETE FROM lw");
            if (seed.Length > 0)
                await RunAsync(connection, Whole($"'{seed}', {(seed == "animal" ? "NULL" : "'x'")}, {(seed == "cat" ? "'y'" : "NULL")}"));
            await CheckAsync(connection, seed, sql, expected, failures);
        }

        Check(failures);
    }

    private static void Check(List<string> failures)
    {
        if (failures.Count > 0)
            throw new XunitException(string.Join('\n', failures));
    }

    private static async Task CheckAsync(DbConnection connection, string seed, string sql, string expected, List<string> failures)
    {
        var error = "";
        try
        {
            await RunAsync(connection, sql);
        }
        catch (DbException e)
        {
            error = e.Message;
        }

        var actual = await StateAsync(connection);
        if (actual != expected || error.Length > 0)
            failures.Add($"{seed}, {sql}: expected {expected}, got {actual} {error}");
    }

    private static string Whole(string values) => $"INSERT INTO lw (id, kind, x, y) VALUES (1, {values})";

    private static string Parts(bool cat) => "INSERT INTO lw (id) VALUES (1); INSERT INTO lp VALUES (1, 'x')" + (cat ? "; INSERT INTO lc VALUES (1, 'y')" : "");

    private static async Task CreateTablesAsync(DbConnection connection)
    {
        await RunAsync(connection, "DROP TABLE IF EXISTS lc; DROP TABLE IF EXISTS lp; DROP TABLE IF EXISTS lw");
        await RunAsync(connection, "CREATE TABLE lw (id int PRIMARY KEY, kind varchar(9) NOT NULL DEFAULT 'animal', x varchar(9) NULL, y varchar(9) NULL)");
        await RunAsync(connection, "CREATE TABLE lp (id int PRIMARY KEY, x varchar(9) NULL, FOREIGN KEY (id) REFERENCES lw (id) ON DELETE CASCADE)");
        await RunAsync(connection, "CREATE TABLE lc (id int PRIMARY KEY, y varchar(9) NULL, FOREIGN KEY (id) REFERENCES lp (id) ON DELETE CASCADE)");
    }

    private async Task AddAsync(DbConnection connection, TestDatabase database, bool oldIsPart)
    {
        using ShimContext context = new(server.PhasedOptions<ShimContext>(database.ConnectionString).Options);
        MovedRows pets = new("lp", ["id"], ["id"], [new("x", "x") { Type = "varchar(9)" }]) { Kind = PetKind };
        MovedRows cats = new("lc", ["id"], ["id"], [new("y", "y") { Type = "varchar(9)" }]) { Kind = CatKind, Parent = new("lp", ["id"], PetKind.Present, 1) };
        foreach (var rows in new[] { pets, cats })
        {
            AddRowDualWriteOperation add = new() { Change = "Levels", Table = "lw", Rows = rows, OldIsPart = oldIsPart };
            foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate([add]))
                await connection.ExecuteAsync(command.CommandText);
        }
    }

    private static async Task RunAsync(DbConnection connection, string statements)
    {
        foreach (var statement in statements.Split("; "))
            await connection.ExecuteAsync(statement);
    }

    private static async Task<string> StateAsync(DbConnection connection)
    {
        var whole = await connection.RowsAsync("SELECT kind, x, y FROM lw");
        var pet = await connection.RowsAsync("SELECT x FROM lp");
        var cat = await connection.RowsAsync("SELECT y FROM lc");
        return string.Join(" | ", new[] { whole, pet, cat }.Select(rows => rows is [var row] ? string.Join(' ', row.Select(v => v ?? "-")) : "-"));
    }
}
