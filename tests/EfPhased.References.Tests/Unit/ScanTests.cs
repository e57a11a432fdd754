namespace EfPhased.References.Tests.Unit;

public class ScanTests
{
    private const string Query = "SELECT \"Name\" FROM \"Customers\"";

    [Fact]
    public void Asks_the_compiler_only_about_files_that_can_matter()
    {
        using var snippet = new Snippet()
            .Add("A.cs", "class A { string s = \"Surname, Names\"; }")
            .Add("B.cs", "class B { string s = \"Customers\"; }")
            .Add("C.cs", "class C { string Name; }");

        Assert.Equal(2, snippet.Scan().Counts.Semantic); // a table's name alone may be a constant that a statement is built with
    }

    [Fact]
    public void Leaves_out_outputs_packages_and_what_is_excluded()
    {
        using var snippet = new Snippet()
            .Add("bin/a.sql", Query).Add("obj/a.sql", Query).Add("web/node_modules/x/a.sql", Query).Add("old/a.sql", Query).Add("a.sql", Query);

        Assert.Equal("a.sql(1,8): Sql Certain", snippet.Found(r => r with { Excludes = ["old/**"] }));
    }

    [Fact]
    public void Looks_into_other_folders()
    {
        using var other = new Snippet().Add("report.py", $"q = '{Query}'");
        using var snippet = new Snippet();

        var result = snippet.Scan(r => r with { Files = [new FileSet(other.Root, ["**/*.py"]), new FileSet(Path.Combine(other.Root, "none"), ["**/*.py"])] });

        Assert.EndsWith("report.py", Assert.Single(result.Findings).File, StringComparison.Ordinal);
        Assert.Equal("EFP6054", Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Says_what_it_could_not_read()
    {
        using var snippet = new Snippet().Add("A.cs", "class A { string Name; }").Add("Gone.cs", "").Add("Bad.resx", "<root>Customers Name");
        File.Delete(Path.Combine(snippet.Root, "Gone.cs"));

        Assert.Equal(["Bad.resx", "Gone.cs"], snippet.Scan().Problems.Where(p => p.Code == "EFP6052").Select(p => p.File).Distinct());
    }

    [Fact]
    public void Finds_what_a_missing_reference_leaves_open()
    {
        using var snippet = new Snippet()
            .Add("Customer.cs", "namespace Shop; public class Customer { public string Name { get; set; } }")
            .Add("A.cs", "class A { string M() => Unknown.Find().Name; }");

        Assert.Equal("A.cs(1,40): Property Possible\nCustomer.cs(1,55): Property Certain", snippet.Found());
    }

    [Fact]
    public void A_project_is_read_as_source_where_another_references_it()
    {
        using var snippet = new Snippet().Add("A.cs", "class A { string M(Lib.Customer c) => c.Name; }");
        var library = Path.Combine(snippet.Root, "lib", "Customer.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.WriteAllText(library, "namespace Lib; public class Customer { public string Name { get; set; } }");

        var found = snippet.Found(r => r with
        {
            Targets = [new("Customers", "Name") { Properties = [new("Lib.Customer", "Name")] }],
            Projects =
            [
                r.Projects[0] with { Arguments = [.. r.Projects[0].Arguments, "/reference:lib/bin/Lib.dll"] },
                new CompilerCommand("lib/Lib.csproj", Path.Combine(snippet.Root, "lib"), [.. r.Projects[0].Arguments.Where(a => a.StartsWith('/') && !a.StartsWith("/out", StringComparison.Ordinal) && !a.EndsWith(".cs", StringComparison.Ordinal)), "/out:obj/Lib.dll", "Customer.cs"]),
            ],
        });

        Assert.Equal("A.cs(1,41): Property Certain\nlib/Customer.cs(1,54): Property Certain", found);
    }

    [Fact]
    public void Stops_when_asked()
    {
        using var snippet = new Snippet().Add("a.sql", Query);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => ReferenceScan.Scan(new ScanRequest(snippet.Root, SqlFlavor.PostgreSql, [Snippet.CustomerName]), source.Token));
    }
}
