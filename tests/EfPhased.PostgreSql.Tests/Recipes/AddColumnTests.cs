using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class AddColumnTests() : AddColumnBehaviour(PostgreSqlServer.Instance)
{
    protected override (string Volatile, string PerRow) Sql => ("gen_random_uuid()", "lower({Email})");
}
