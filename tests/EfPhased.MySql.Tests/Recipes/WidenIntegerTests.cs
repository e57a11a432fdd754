using EfPhased.Testing.Recipes;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

/// <summary>The server copies the table for another integer type, while writes wait.</summary>
public sealed class WidenIntegerTests() : WidenIntegerBehaviour(MySqlServer.Instance)
{
    [Fact]
    public void Key_with_its_references() => Refuses("EFP4031", Key, "MY-26", "gh-ost");

    [Fact]
    public void Columns_without_a_key() => Refuses("EFP4022", PlainColumns, "--new-column");
}
