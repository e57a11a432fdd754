using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

[Collection(PackagesCollection.Running)]
public sealed class PostgreSqlScriptTests(PackedTool tool) : ScriptBehaviour(tool, NpgsqlServer.Instance)
{
    protected override string Kind => "PostgreSql";

    protected override Task WithoutTriggersAsync(TestDatabase database, string sql)
        => database.ExecuteAsync($"SET session_replication_role = replica; {sql}; SET session_replication_role = DEFAULT");
}
