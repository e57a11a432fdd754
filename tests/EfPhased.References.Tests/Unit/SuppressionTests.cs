namespace EfPhased.References.Tests.Unit;

public class SuppressionTests
{
    private const string Customer = "namespace Shop; public class Customer { public int Id; }";

    [Fact]
    public void Stands_on_the_line_or_above()
    {
        using var snippet = new Snippet().Add("a.sql", """
            -- ef-phased:ignore read by the old report
            SELECT "Name" FROM "Customers";
            SELECT "Name" FROM "Customers"; -- ef-phased:ignore and by this one
            SELECT "Name" FROM "Customers";
            """);

        Assert.Equal(["read by the old report", "and by this one", null], snippet.Scan().Findings.Select(f => f.Suppressed));
    }

    [Fact]
    public void Beside_a_line_is_not_for_the_next()
    {
        using var snippet = new Snippet().Add("a.sql", """
            SELECT 1; -- ef-phased:ignore nothing here
            SELECT "Name" FROM "Customers";
            """);

        var result = snippet.Scan();

        Assert.Null(Assert.Single(result.Findings).Suppressed);
        Assert.Equal(new UnusedSuppression("a.sql", 1, null, null, "nothing here"), Assert.Single(result.UnusedSuppressions));
    }

    [Fact]
    public void Without_a_reason_it_does_not_count()
    {
        using var snippet = new Snippet().Add("a.sql", """
            -- ef-phased:ignore
            SELECT "Name" FROM "Customers";
            """);

        var result = snippet.Scan();

        Assert.Null(Assert.Single(result.Findings).Suppressed);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("EFP6053", "a.sql", 1), (problem.Code, problem.File, problem.Line));
    }

    [Fact]
    public void Unused_in_a_file_that_nothing_else_makes_matter()
    {
        using var snippet = new Snippet().Add("Customer.cs", "// ef-phased:ignore long gone\n" + Customer);

        Assert.Equal("long gone", Assert.Single(snippet.Scan().UnusedSuppressions).Reason);
    }

    [Theory]
    [InlineData("old/**", null, "kept")]
    [InlineData("**/*.sql", "customers.name", "kept")]
    [InlineData("old/**", "Customers.Email", null)]
    [InlineData("new/**", null, null)]
    public void Configured(string files, string? target, string? expected)
    {
        using var snippet = new Snippet().Add("old/a.sql", "SELECT \"Name\" FROM \"Customers\"");

        var result = snippet.Scan(r => r with { Suppressions = [new ConfiguredSuppression(files, target, "kept")] });

        Assert.Equal(expected, Assert.Single(result.Findings).Suppressed);
        Assert.Equal(expected is null ? 1 : 0, result.UnusedSuppressions.Count);
    }

    [Fact]
    public void Configured_without_a_reason_is_a_problem()
    {
        using var snippet = new Snippet().Add("a.sql", "SELECT \"Name\" FROM \"Customers\"");

        var result = snippet.Scan(r => r with { Suppressions = [new ConfiguredSuppression("**", null, " ")] });

        Assert.Null(Assert.Single(result.Findings).Suppressed);
        Assert.Equal("EFP6053", Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Above_a_statement_of_several_lines()
    {
        using var snippet = new Snippet().Add("C.cs", "class C { void M() {\n// ef-phased:ignore goes with the report\nShop.Database.Run(\n\"SELECT \\\"Name\\\" \" +\n\"FROM \\\"Customers\\\"\");\n} }");

        Assert.Equal("goes with the report", Assert.Single(snippet.Scan().Findings).Suppressed);
    }
}
