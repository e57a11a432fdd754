namespace EfPhased.References.Tests.Unit;

/// <summary>A finding points at the very characters, however the literal writes them.</summary>
public class PositionTests
{
    [Theory]
    [InlineData("""X = Shop.Database.Run("SELECT nick FROM people");""", "nick")]
    [InlineData("""X = Shop.Database.Run("\tSELECT \"a\", \u006eick FROM people");""", @"\u006eick")]
    [InlineData("""X = Shop.Database.Run(@"SELECT ""a"", nick FROM people");""", "nick")]
    [InlineData(""""X = Shop.Database.Run("""SELECT "a", nick FROM people""");"""", "nick")]
    [InlineData("X = Shop.Database.Run(\"\"\"\n            SELECT 1,\n\n                nick\n            FROM people\n            \"\"\");", "nick")]
    [InlineData("X = Shop.Database.Run(\"\"\"\r\n            SELECT 1,\r\n                nick\r\n            FROM people\r\n            \"\"\");", "nick")]
    [InlineData("""X = Shop.Database.Run($"SELECT '{{x}}', nick, {1 + 1} FROM people");""", "nick")]
    [InlineData("""X = Shop.Database.Run($"SELECT {1 + 1}, '{{', nick FROM people");""", "nick")]
    [InlineData("""X = Shop.Database.Run($@"SELECT ""{1 + 1}"", ""b"", nick FROM people");""", "nick")]
    [InlineData("X = Shop.Database.Run($\"\"\"\n            SELECT {1 + 1},\n                nick\n            FROM people\n            \"\"\");", "nick")]
    [InlineData("X = Shop.Database.Run($$\"\"\"SELECT '{}', {{1 + 1}}, nick FROM people\"\"\");", "nick")]
    [InlineData("""X = Shop.Database.Run("SELECT " + "1, nick" + " FROM people");""", "nick")]
    [InlineData("""X = Shop.Database.Run(string.Format("SELECT {0}, '{{', nick FROM {1}", 1, "people"));""", "nick")]
    [InlineData("""X = Shop.Database.Run("SELECT $c FROM people".Replace("$c", "nick"));""", "nick")]
    [InlineData("""X = Shop.Database.Run("SELECT '😀', nick FROM people");""", "nick")]
    [InlineData("""X = Shop.Database.Run("SELECT '\U0001F600', nick FROM people");""", "nick")]
    public void Of_a_literal(string statement, string expected)
    {
        var code = $"class C {{ int X; void M() {{ {statement} }} }}";
        using var snippet = new Snippet { Targets = [new("people", "nick")] }.Add("C.cs", code);

        var finding = Assert.Single(snippet.Scan().Findings);

        Assert.Equal(Confidence.Certain, finding.Confidence);
        Assert.Equal(expected, code.Split('\n')[finding.Line - 1].Substring(finding.Column - 1, finding.Length));
    }

    [Fact]
    public void Of_a_resource()
    {
        using var snippet = new Snippet { Targets = [new("people", "nick")] }.Add("Q.resx", """
            <root><data name="a"><value>SELECT 1
            FROM people WHERE 1 &lt; 2 AND nick = ''</value></data></root>
            """);

        Assert.Equal("Q.resx(2,32): Sql Likely", snippet.Found());
    }
}
