using EfPhased.Testing.Recipes;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class AddColumnTests() : AddColumnBehaviour(MySqlServer.Instance)
{
    protected override (string Volatile, string PerRow) Sql => ("uuid()", "lower({Email})");

    [Fact]
    public Task Required_with_a_stable_default() => VerifyAsync(StableDefault);
}
