using EfPhased.Testing.Recipes;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class PrimaryKeyTests() : PrimaryKeyBehaviour(MySqlServer.Instance)
{
    [Fact]
    public void One_that_cannot_be_taken_back_is_refused() => Refuses("EFP4045", Keyed, "rebuilds the table while writes go on");

    [Fact]
    public void Dropping_it_is_refused() => Refuses("EFP4045", Unkeyed, "at a time when nobody writes");
}
