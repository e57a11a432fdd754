using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class AddColumnTests() : AddColumnBehaviour(MySqlServer.Instance)
{
    protected override (string Volatile, string PerRow) Sql => ("uuid()", "lower({Email})");
}
