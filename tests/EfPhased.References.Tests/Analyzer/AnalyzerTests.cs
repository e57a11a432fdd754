namespace EfPhased.References.Tests.Analyzer;

/// <summary>Warnings while the code is typed, of properties whose columns a pending contract removes.</summary>
public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("return c./*!*/Name;")]
    [InlineData("c./*!*/Name = \"x\"; return null;")]
    [InlineData("return c?/*!*/.Name;")]
    [InlineData("return nameof(Customer./*!*/Name);")]
    [InlineData("return nameof(c./*!*/Name);")]
    [InlineData("return new Customer { /*!*/Name = \"x\" };")]
    [InlineData("return c is { /*!*/Name: \"x\" };")]
    [InlineData("return c is { /*!*/Name: { Length: > 3 } };")]
    [InlineData("return c switch { { /*!*/Name: null } => 1, _ => 2 };")]
    [InlineData("return new VipCustomer()./*!*/Name;")]
    [InlineData("return System.Linq.Enumerable.Select(new[] { c }, x => x./*!*/Name);")]
    [InlineData("System.Linq.Expressions.Expression<System.Func<Customer, string>> e = x => x./*!*/Name; return e;")]
    [InlineData("return $\"{c./*!*/Name}\";")]
    public Task A_use_of_the_property(string body) => In(body).VerifyAsync();

    [Theory]
    [InlineData("return EF.Property<string>(c, /*!*/\"Name\");")]
    [InlineData("const string Column = \"Name\"; return EF.Property<string>(c, /*!*/Column);")]
    [InlineData("return EF.Property<string>(c, /*!*/\"Na\" + \"me\");")]
    [InlineData("return EF.Property<string>(new VipCustomer(), /*!*/\"Name\");")]
    [InlineData("return new EntityEntry<Customer>().Property(/*!*/\"Name\");")]
    public Task A_string_that_names_it(string body) => In(body).VerifyAsync();

    [Theory]
    [InlineData("return c.FullName;")]
    [InlineData("return new Product().Name;")]
    [InlineData("return new Supplier().Name;")]
    [InlineData("return EF.Property<string>(new Product(), \"Name\");")]
    [InlineData("return new EntityEntry<Product>().Property(\"Name\");")]
    [InlineData("return \"Name\";")]
    [InlineData("return new Reader().Name;")]
    [InlineData("return c[\"Name\"];")]
    [InlineData("return new { Name = 1 }.Name;")]
    [InlineData("string Name = \"x\"; return Name;")]
    [InlineData("new EntityTypeBuilder<Customer>().Ignore(x => x.Name); return null;")]
    public Task Nothing_that_only_looks_like_it(string body) => In(body).VerifyAsync();

    [Fact]
    public Task A_property_that_is_declared_not_to_be_mapped_is_the_code_s_own()
        => (In("return c.Initials + EF.Property<string>(c, /*!*/\"Initials\");") with
        {
            Migration = AnalyzerRun.Contract.Replace("Shop.Customer.Name", "Shop.Customer.Initials", StringComparison.Ordinal),
        }).VerifyAsync();

    [Fact]
    public Task An_inherited_property_is_the_entity_s_and_not_its_siblings()
        => (In("return new Supplier()./*!*/Name + new Party()./*!*/Name + new Buyer().Name;", "public class Buyer : Party { }") with
        {
            Migration = AnalyzerRun.Contract.Replace("Shop.Customer.Name", "Shop.Supplier.Name", StringComparison.Ordinal),
        }).VerifyAsync();

    [Fact]
    public async Task The_message_says_which_column_and_which_change()
    {
        var diagnostic = Assert.Single(await In("return c.Name;").DiagnosticsAsync());
        Assert.Equal("EFP6101", diagnostic.Id);
        Assert.Equal(
            "'Customer.Name' belongs to the column 'Customers.Name', which the contract of 'RenameCustomerName' removes",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task A_contract_in_a_referenced_assembly_counts() => (In("return c./*!*/Name;") with { MigrationIsElsewhere = true }).VerifyAsync();

    [Fact]
    public Task A_project_below_the_migrations_may_be_handed_the_contract_s_file()
        => (In("return c./*!*/Name;") with
        {
            Migration = null,
            AdditionalFiles = new Dictionary<string, string>
            {
                ["/data/Migrations/20260101000000_RenameCustomerName_Contract.cs"] = AnalyzerRun.Contract,
                ["/data/readme.txt"] = AnalyzerRun.Contract.Replace("Name ", "FullName ", StringComparison.Ordinal),
            },
        }).VerifyAsync();

    [Theory]
    [InlineData("RenameCustomerName")]
    [InlineData("Other, RenameCustomerName")]
    public Task A_change_that_is_contracted_everywhere_is_left_alone(string contracted) => (In("return c.Name;") with { Contracted = contracted }).VerifyAsync();

    [Fact]
    public Task Another_contracted_change_silences_nothing() => (In("return c./*!*/Name;") with { Contracted = "RenameCustomer" }).VerifyAsync();

    [Theory]
    [InlineData("return c.Name; // ef-phased:ignore the old export reads it")]
    [InlineData("// ef-phased:ignore the old export reads it\nreturn c.Name;")]
    [InlineData("return c./*!*/Name; // ef-phased:ignore")]
    public Task A_reason_silences_a_place(string body) => In(body).VerifyAsync();

    [Fact]
    public Task Generated_code_is_left_alone() => (In("return c.Name;") with { FileName = "Code.g.cs" }).VerifyAsync();

    [Fact]
    public async Task A_build_without_a_contract_pays_nothing()
    {
        Assert.Equal(0, await (In("return c.Name;") with { Migration = null }).ActionsAsync());
        Assert.Equal(0, await (In("return c.Name;") with { Migration = "" }).ActionsAsync());
        Assert.NotEqual(0, await In("return c.Name;").ActionsAsync());
    }

    private static AnalyzerRun In(string body, string more = "") => new($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.ChangeTracking;
        using Shop;

        public static class Code
        {
            public static object Run(Customer c)
            {
                {{body}}
            }
        }

        {{more}}
        """);
}
