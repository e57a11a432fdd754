using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

[Collection(PackagesCollection.Running)]
public sealed class MariaDbScriptTests(PackedTool tool) : ScriptBehaviour(tool, MariaDbServer.Instance)
{
    protected override string Kind => "MariaDb";

    // There is no switch, so they go and come back.
    protected override async Task WithoutTriggersAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        var names = (await connection.RowsAsync("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()")).ConvertAll(r => r[0]!);
        List<string> definitions = [];
        foreach (var name in names)
        {
            definitions.Add((await connection.RowsAsync($"SHOW CREATE TRIGGER {database.Quoted(name)}"))[0][2]!);
            await connection.ExecuteAsync($"DROP TRIGGER {database.Quoted(name)}");
        }

        await connection.ExecuteAsync(sql);
        foreach (var definition in definitions)
            await connection.ExecuteAsync(definition);
    }
}
