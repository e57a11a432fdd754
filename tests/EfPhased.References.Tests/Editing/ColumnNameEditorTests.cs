using EfPhased.References.Editing;

namespace EfPhased.References.Tests.Editing;

public sealed class ColumnNameEditorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Theory]
    [InlineData(
        "class Customer\n{\n    public int Id { get; set; }\n\n    /// <summary>What it is.</summary>\n    public Status Status { get; set; }\n}\n",
        "class Customer\n{\n    public int Id { get; set; }\n\n    /// <summary>What it is.</summary>\n    [System.ComponentModel.DataAnnotations.Schema.Column(\"State\")]\n    public Status Status { get; set; }\n}\n")]
    [InlineData("class Customer { public Status Status { get; set; } }", "class Customer { [System.ComponentModel.DataAnnotations.Schema.Column(\"State\")] public Status Status { get; set; } }")]
    [InlineData("class Customer\r\n{\r\n\tpublic Status Status { get; set; }\r\n}", "class Customer\r\n{\r\n\t[System.ComponentModel.DataAnnotations.Schema.Column(\"State\")]\r\n\tpublic Status Status { get; set; }\r\n}")]
    [InlineData("class Customer { [Column(\"Old\")] public Status Status { get; set; } }", "class Customer { [Column(\"State\")] public Status Status { get; set; } }")]
    [InlineData("class Customer { [Column(TypeName = \"text\")] public Status Status { get; set; } }", "class Customer { [Column(\"State\", TypeName = \"text\")] public Status Status { get; set; } }")]
    [InlineData("class Customer { [Required] public Status Status { get; set; } }", "class Customer { [System.ComponentModel.DataAnnotations.Schema.Column(\"State\")] [Required] public Status Status { get; set; } }")]
    public void An_attribute_maps_the_property(string source, string edited)
    {
        Write("Customer.cs", source);
        Assert.Equal(edited, Assert.Single(Find("Status=State")).Text);
    }

    [Theory]
    [InlineData("e.Property(c => c.Status).HasMaxLength(20).HasColumnName(\"Old\").IsRequired();", "e.Property(c => c.Status).HasMaxLength(20).HasColumnName(\"State\").IsRequired();")]
    [InlineData("e.Property(\"Status\").HasColumnName(\"Old\");", "e.Property(\"Status\").HasColumnName(\"State\");")]
    [InlineData("e.Property(nameof(Customer.Status)).HasColumnName(\"Old\");", "e.Property(nameof(Customer.Status)).HasColumnName(\"State\");")]
    [InlineData("m.Entity<Customer>().Property(c => c.Status).HasColumnName(\"Old\");", "m.Entity<Customer>().Property(c => c.Status).HasColumnName(\"State\");")]
    public void The_fluent_API_has_the_last_word(string source, string edited)
    {
        Write("Customer.cs", "class Customer { public Status Status { get; set; } }");
        Write("Context.cs", $"class Context {{ void M() {{ {source} }} }}");
        Write("Snapshot.cs", "class S : ModelSnapshot { void M() { b.Property<int>(\"Status\").HasColumnName(\"Older\"); } }");
        var edit = Assert.Single(Find("Customer.Status=State"));
        Assert.Equal("Context.cs", Path.GetFileName(edit.File));
        Assert.Equal($"class Context {{ void M() {{ {edited} }} }}", edit.Text);
    }

    [Fact]
    public void A_class_tells_two_properties_apart()
    {
        Write("Two.cs", "namespace App;\nclass Customer\n{\n    public string Name { get; set; }\n}\nclass Order\n{\n    public string Name { get; set; }\n}\n");
        Assert.Equal([4, 8], Find("Name=Title").Select(e => e.Line));
        Assert.Equal(8, Assert.Single(Find("Order.Name=Title")).Line);
        Assert.Equal(4, Assert.Single(Find("App.Customer.Name=Title")).Line);
        Assert.Empty(Find("Other.Customer.Name=Title"));
    }

    [Fact]
    public void What_EF_Core_never_maps_is_not_edited()
    {
        Write("A.cs", "class A { public static string Name { get; set; } string F(string Name) => Name; }\ninterface I { string Name { get; } }");
        Assert.Empty(Find("Name=Title"));
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("=Name")]
    [InlineData("Name=")]
    [InlineData("Customer.=Name")]
    public void A_hint_needs_both_names(string text) => Assert.Null(ColumnName.Parse(text));

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyList<SourceEdit> Find(string hint)
        => ColumnNameEditor.Find(ColumnName.Parse(hint)!, _folder.EnumerateFiles("*.cs").Select(f => f.FullName).Order(StringComparer.Ordinal));

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);
}
