using EfPhased.Design.Emit.Scripts;
using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;
using DbConnectionExtensions = EfPhased.Testing.Servers.DbConnectionExtensions;

namespace EfPhased.MySql.Tests.Running;

/// <summary>The gate of a script looks at all databases of the server, in which others go on changing tables.</summary>
public sealed class ScriptGateTests
{
    // Asked once, the catalog leaves a table out in about every second of them.
    private const int Times = 10;

    [Fact]
    public async Task Tables_that_somebody_is_changing_do_not_end_it()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(MySqlServer.Instance);
        await using var other = await MySqlServer.Instance.CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("ef-phased-scripts-").FullName;
        var isOver = false;
        var changes = Task.Run(() => ChangeAsync(other, () => Volatile.Read(ref isOver)));
        try
        {
            await using (var context = RenameContext.Open(fixture.Database))
                new ScriptEmitter(RunServices.From(context, RunningFixture.Impatient.Policy)).Write(null, folder);

            // The gate alone, which is asked each time while nothing behind it is done.
            var script = Path.Combine(folder, RenameContext.Change, "4-contract.sql");
            var text = await File.ReadAllTextAsync(script);
            var gate = Path.Combine(folder, "gate.sql");
            await File.WriteAllTextAsync(gate, text[..text.IndexOf("\n-- 2/", StringComparison.Ordinal)]);
            for (var i = 0; i < Times; i++)
                (await fixture.Database.RunScriptAsync(gate)).Succeeds();

            (await fixture.Database.RunScriptAsync(script)).Succeeds();
            Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await changes;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ChangeAsync(TestDatabase database, Func<bool> isOver)
    {
        await using var connection = await database.OpenAsync();
        while (!isOver())
        {
            foreach (var sql in new[] { "CREATE TABLE t (id INT PRIMARY KEY, x INT)", "ALTER TABLE t ADD COLUMN y INT, ALGORITHM=COPY", "ALTER TABLE t ADD INDEX (x)", "DROP TABLE t" })
                await DbConnectionExtensions.ExecuteAsync(connection, sql);
        }
    }
}
