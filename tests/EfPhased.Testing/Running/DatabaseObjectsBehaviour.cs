using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit.Abstractions;

namespace EfPhased.Testing.Running;

/// <summary>
/// Whatever in the database uses a column is listed, nothing else is, and the server then does with it what the list says. Each planted
/// object is looked for by itself, the column is dropped, and the server is asked.
/// </summary>
public abstract class DatabaseObjectsBehaviour(TestServer server, ITestOutputHelper output)
{
    private static readonly RemovedObject Column = new("People", "Name");

    protected TestServer Server { get; } = server;

    /// <summary>The tables that every planted object may be about.</summary>
    protected abstract IReadOnlyList<string> Tables { get; }

    protected abstract IReadOnlyList<PlantedObject> Planted { get; }

    /// <summary>Runs the work on a database in which nothing is left of it afterwards.</summary>
    protected abstract Task InEmptyDatabaseAsync(TestDatabase database, Func<DbConnection, Task> work);

    /// <summary>The text with the databases' real names.</summary>
    protected virtual string InDatabase(string text, string database) => text;

    /// <summary>Runs a statement so that its failure does not end the transaction around it.</summary>
    protected abstract Task<string> AnswerAsync(DbConnection connection, string sql);

    [Fact]
    public async Task Every_use_is_listed_with_its_fate_and_no_look_alike_is()
    {
        await using var database = await Server.CreateDatabaseAsync();
        var sql = DependenciesOf(database);
        var problems = new List<string>();
        var (expected, found, listed, byScript) = (0, 0, 0, 0);
        foreach (var planted in Planted.Select(p => Named(p, database.Name)))
        {
            await InEmptyDatabaseAsync(database, async connection =>
            {
                foreach (var statement in Tables.Concat(planted.Create))
                    await connection.ExecuteAsync(statement);

                var uses = await FindAsync(connection, sql, Column);
                var labels = uses.Select(u => $"{u.Kind} {u.Name}").ToList();
                expected += planted.Expected.Length;
                found += planted.Expected.Count(e => labels.Contains(e.Label));
                listed += labels.Count;
                problems.AddRange(planted.Expected.Where(e => !labels.Contains(e.Label)).Select(e => $"{planted}: {e.Label} is not listed"));
                problems.AddRange(uses.Where(u => !planted.Expected.Any(e => e.Label == $"{u.Kind} {u.Name}")).Select(u => $"{planted}: listed without reason: {u}"));
                problems.AddRange(uses.Where(u => u.Owner is null && !u.Name.Contains('.', StringComparison.Ordinal) && u.Kind != "publication")
                    .Select(u => $"{planted}: no schema, no owner: {u}"));
                byScript += await CheckScriptAsync(connection, sql, planted, problems);
                problems.AddRange((await FatesAsync(connection, planted, uses)).Select(p => $"{planted}: {p}"));
            });
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Planted.Count} planted objects, {Planted.Count(p => p.Expected.Length == 0)} of them look-alikes; {expected} uses expected, {listed} listed: "
            + $"precision {(double)found / listed:P1}, recall {(double)found / expected:P1}; in scripts, {byScript} look-alikes are held for uses"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>Uses of a table that goes as a whole, and a look-alike of each kind.</summary>
    protected abstract (string[] Create, string[] Labels) UsesOfTable { get; }

    [Fact]
    public async Task Uses_of_a_table_that_goes_are_listed_and_what_belongs_to_it_is_not()
    {
        await using var database = await Server.CreateDatabaseAsync();
        var sql = DependenciesOf(database);
        await InEmptyDatabaseAsync(database, async connection =>
        {
            foreach (var statement in Tables.Concat(UsesOfTable.Create))
                await connection.ExecuteAsync(InDatabase(statement, database.Name));

            var uses = await FindAsync(connection, sql, new RemovedObject("People"));
            Assert.Equal(
                UsesOfTable.Labels.Select(l => InDatabase(l, database.Name)).Order(StringComparer.Ordinal),
                uses.Select(u => $"{u.Kind} {u.Name}").Order(StringComparer.Ordinal));
            foreach (var use in uses)
                Assert.DoesNotContain("error", await AnswerAsync(connection, use.Show), StringComparison.Ordinal);
        });
    }

    /// <summary>How a script's plain SQL decides. It may take a look-alike for a use, but must not miss one.</summary>
    private static async Task<int> CheckScriptAsync(DbConnection connection, DependencySql sql, PlantedObject planted, List<string> problems)
    {
        ContractDrops drops = new([]);
        var known = await Servers.DbConnectionExtensions.RowsAsync(connection, sql.Known(Column, drops));
        var named = await Servers.DbConnectionExtensions.RowsAsync(
            connection, $"SELECT * FROM ({sql.Texts(Column, drops)}) AS texts{sql.TextColumns} WHERE {sql.Mentions(Column, "body", "traits")}");
        var labels = known.Concat(named).Select(r => $"{r[0]} {r[1]}").ToList();
        if (planted.Expected.Length == 0)
            return labels.Count;
        problems.AddRange(planted.Expected.Where(e => !labels.Contains(e.Label)).Select(e => $"{planted}: a script does not list {e.Label}"));
        return 0;
    }

    private async Task<List<string>> FatesAsync(DbConnection connection, PlantedObject planted, IReadOnlyList<ObjectUse> uses)
    {
        var problems = new List<string>();
        var shown = new Dictionary<string, string>();
        foreach (var use in uses)
        {
            if (!ConsequencesOf(planted, use).Contains(use.Consequence))
                problems.Add($"said to be otherwise: {use}");
            shown[use.Show] = await AnswerAsync(connection, use.Show);
            if (shown[use.Show].StartsWith("error", StringComparison.Ordinal) || shown[use.Show].Length == 0)
                problems.Add($"not shown by {use.Show}: {shown[use.Show]}");
        }

        var before = planted.Use is null ? "" : await AnswerAsync(connection, planted.Use);
        if (before.StartsWith("error", StringComparison.Ordinal))
            problems.Add($"fails already before the drop: {before}");

        var dropped = await AnswerAsync(connection, Sql("ALTER TABLE \"People\" DROP COLUMN \"Name\""));
        var isRefused = planted.Expected.Any(e => e.Fate == Fate.Refused);
        if (dropped.StartsWith("error", StringComparison.Ordinal) != isRefused)
            problems.Add($"the drop should have been {(isRefused ? "refused" : "done")}: {dropped}");
        if (isRefused)
            return problems;

        var after = planted.Use is null ? "" : await AnswerAsync(connection, planted.Use);
        var fails = after.StartsWith("error", StringComparison.Ordinal);
        foreach (var (label, fate) in planted.Expected)
        {
            var use = uses.FirstOrDefault(u => $"{u.Kind} {u.Name}" == label);
            var show = use is null ? "" : await AnswerAsync(connection, use.Show);
            var isGone = use is not null && (show.Length == 0 || show.StartsWith("error", StringComparison.Ordinal) || show != shown[use.Show]);
            if (fate == Fate.Dropped ? !isGone : fate == Fate.Breaks ? !fails : !fails && after == before && !isGone)
                problems.Add($"{label} should be {fate}: it answers {after}, {show}");
        }

        if (planted.Expected.Length == 0 && fails)
            problems.Add($"is no look-alike: {after}");
        return problems;
    }

    private static string[] ConsequencesOf(PlantedObject planted, ObjectUse use)
        => planted.Expected.FirstOrDefault(e => e.Label == $"{use.Kind} {use.Name}").Fate switch
        {
            Fate.Refused => [Consequence.Refused],
            Fate.Dropped => [Consequence.Dropped],
            Fate.Breaks => [Consequence.Breaks, Consequence.WritesFail],
            _ => [Consequence.Changes, Consequence.Fewer, Consequence.NoField, Consequence.Shrinks],
        };

    private protected static Task<IReadOnlyList<ObjectUse>> FindAsync(DbConnection connection, DependencySql sql, RemovedObject removed)
        => DatabaseObjectsCondition.FindAsync(query => Servers.DbConnectionExtensions.RowsAsync(connection, query), sql, removed, new ContractDrops([]));

    private protected static DependencySql DependenciesOf(TestDatabase database)
    {
        using var context = RenameContext.Open(database);
        var dialect = Dialect.For(context.Database.ProviderName);
        var writer = dialect.CreateWriter(context.GetService<ISqlGenerationHelper>(), context.GetService<IRelationalTypeMappingSource>());
        return dialect.CreateRunnerSql(writer, null).Dependencies;
    }

    private PlantedObject Named(PlantedObject planted, string database) => planted with
    {
        Create = [.. planted.Create.Select(c => InDatabase(c, database))],
        Expected = [.. planted.Expected.Select(e => (InDatabase(e.Label, database), e.Fate))],
        Use = planted.Use is null ? null : InDatabase(planted.Use, database),
    };

    private string Sql(string sql) => Server.Kind == ServerKind.PostgreSql ? sql : sql.Replace('"', '`');

    /// <summary>What the condition says of the rename's contract to whoever the connection string names.</summary>
    private protected static async Task<GateResult> ObjectsAsync(RunningFixture fixture, string connectionString)
    {
        TestDatabase asUser = new(fixture.Database.Server, fixture.Database.Name, connectionString);
        await using var context = RenameContext.Open(asUser);
        var report = (await RunningFixture.Runner(context, null, null).CheckAsync(RenameContext.Change, CancellationToken.None))!;
        return report.Results.Single(r => r.Condition == "database objects");
    }

    /// <summary>All that a statement answers, as one text.</summary>
    protected static async Task<string> AllRowsAsync(DbConnection connection, string sql)
        => string.Join('\n', (await Servers.DbConnectionExtensions.RowsAsync(connection, sql)).Select(r => string.Join('|', r)));
}
