namespace EfPhased.References.Tests.Unit;

/// <summary>Files that do not hold a target's name are looked at when what they use does.</summary>
public class FollowingTests
{
    [Fact]
    public void A_constant_of_another_file()
    {
        using var snippet = new Snippet()
            .Add("Columns.cs", "namespace Shop; static class Columns { public const string Old = \"\\\"Name\\\"\"; public const string Home = \"\\\"Customers\\\"\"; }")
            .Add("Use.cs", "using Shop; class Use { int M() => Database.Run($\"SELECT {Columns.Old} FROM {Columns.Home}\"); }");

        Assert.Equal("Use.cs(1,59): Sql Certain", snippet.Found());
    }

    [Fact]
    public void A_constant_of_a_constant_of_another_file()
    {
        using var snippet = new Snippet()
            .Add("A.cs", "static class A { public const string Old = \"\\\"Name\\\"\"; }")
            .Add("B.cs", "static class B { public static readonly string List = \"id, \" + A.Old; }")
            .Add("C.cs", "class C { int M() => Shop.Database.Run(\"SELECT \" + B.List + \" FROM \\\"Customers\\\"\"); }");

        Assert.Equal("C.cs(1,52): Sql Certain", snippet.Found());
    }

    [Fact]
    public void A_constant_of_the_same_name_is_another_one()
    {
        using var snippet = new Snippet()
            .Add("A.cs", "static class A { public const string Old = \"\\\"Name\\\"\"; }")
            .Add("B.cs", "static class B { public const string Old = \"\\\"Email\\\"\"; }")
            .Add("C.cs", "class C { int M() => Shop.Database.Run(\"SELECT \" + B.Old + \" FROM \\\"Customers\\\"\"); }");

        Assert.Equal("", snippet.Found());
    }

    [Fact]
    public void A_record_made_by_position()
    {
        using var snippet = new Snippet()
            .Add("Customer.cs", "namespace Shop; public record Customer(int Id, string Name);")
            .Add("Use.cs", "class Use { object M() => new Shop.Customer(1, \"x\"); object N((int, string) c) { var (a, b) = c; return a; } }");

        Assert.Equal("Customer.cs(1,55): Property Certain\nUse.cs(1,48): Property Certain", snippet.Found());
    }

    [Fact]
    public void A_resource_asked_for_by_its_key()
    {
        using var snippet = new Snippet()
            .Add("Texts.resx", "<root><data name=\"Columns\"><value>\"Name\"</value></data></root>")
            .Add("Use.cs", "class Use { int M(System.Resources.ResourceManager r) => Shop.Database.Run(\"SELECT \" + r.GetString(\"Columns\") + \" FROM \\\"Customers\\\"\"); }");

        Assert.Equal("Use.cs(1,88): Sql Certain", snippet.Found());
    }

    [Fact]
    public void A_star_counts_for_every_column_of_its_table()
    {
        using var snippet = new Snippet { Targets = [new("people", "nick"), new("people", "town"), new("pets", "name")] }
            .Add("Use.cs", "class Use { int M() => Shop.Database.Run(\"SELECT * FROM people\"); }");

        Assert.Equal(["people.nick", "people.town"], snippet.Scan().Findings.Select(f => f.Target));
    }

    [Fact]
    public void A_property_that_is_no_longer_mapped_is_not_the_column()
    {
        using var snippet = new Snippet()
            .Add("Customer.cs", "namespace Shop; public class Customer { [System.ComponentModel.DataAnnotations.Schema.NotMapped] public string Name { get; set; } }")
            .Add("Use.cs", "class Use { string M(Shop.Customer c) => c.Name; }");

        Assert.Equal("", snippet.Found());
    }
}
