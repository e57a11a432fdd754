using EfPhased.Testing.Recipes;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class PrimaryKeyTests() : PrimaryKeyBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task Added() => VerifyAsync(Keyed);

    [Fact]
    public Task Dropped() => VerifyAsync(Unkeyed);
}
