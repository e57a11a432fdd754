using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>What a plan lacks, asked in a terminal.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class PromptTests(PackedTool tool)
{
    private const string Rename = "EF Core cannot tell what happened to";
    private const string Moved = "goes, and";
    private const string Value = "--value Customers.Note=";
    private const string Since = "--value Customers.Since=";
    private const string Enter = "\n";
    private const string Down = "\e[B";

    [Fact]
    public async Task A_terminal_is_asked_for_what_hints_would_say()
    {
        using var project = UserProject.Create(tool, "PostgreSql", ChangedShop.NoServer);
        await project.AddInitialMigrationAsync();
        project.Replace("ShopContext.cs", "string Name {", "string FullName {");
        project.Replace("ShopContext.cs", "c => c.Name).HasColumnName(\"Name\")", "c => c.FullName).HasColumnName(\"FullName\")");
        project.Replace("ShopContext.cs", "customer.HasIndex(c => c.Name);", "customer.HasIndex(c => c.FullName);");
        project.Replace("ShopContext.cs", "string? Note { get; set; }", "string Note { get; set; } = \"\";");
        await project.BuildAsync();
        var before = project.Snapshot();

        (await AddAsync(project, (Rename, Enter), (Value, Enter))).Fails(1, "EFP4");
        project.AssertSame(before);

        var dropped = (await AddAsync(project, ["--dry-run"], (Rename, Down + Enter), (Value, "'none'" + Enter))).Succeeds();
        Assert.DoesNotContain("Name ↔ FullName", dropped.Text, StringComparison.Ordinal);
        project.AssertSame(before);

        var renamed = (await AddAsync(project, (Rename, Enter), (Value, "'none'" + Enter))).Succeeds();
        Assert.Contains("Name ↔ FullName", renamed.Text, StringComparison.Ordinal);
        Assert.Contains("'none'", project.Read($"Migrations/{project.MigrationId("Change_Expand")}.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_is_asked_whether_a_column_has_moved()
    {
        using var project = UserProject.Create(tool, "PostgreSql", ChangedShop.NoServer);
        await project.AddInitialMigrationAsync();
        project.Replace("ShopContext.cs", "    public string? Note { get; set; }\n", "");
        project.Replace("ShopContext.cs", "        customer.Property(c => c.Note).HasMaxLength(200);\n", "");
        project.Replace("ShopContext.cs", "    public DbSet<Order> Orders", "    public DbSet<Contact> Contacts => Set<Contact>();\n\n    public DbSet<Order> Orders");
        project.Write("Contact.cs", """
            using System.ComponentModel.DataAnnotations;
            using System.ComponentModel.DataAnnotations.Schema;

            namespace Shop;

            public sealed class Contact
            {
                [Key, ForeignKey(nameof(Customer))]
                public int CustomerId { get; set; }

                public Customer? Customer { get; set; }

                [MaxLength(200)]
                public string? Note { get; set; }
            }
            """);
        await project.BuildAsync();
        var before = project.Snapshot();

        var dropped = (await AddAsync(project, ["--dry-run"], (Moved, Down + Enter))).Succeeds();
        Assert.DoesNotContain("Customers ↔ Contacts", dropped.Text, StringComparison.Ordinal);
        project.AssertSame(before);

        var moved = (await AddAsync(project, (Moved, Enter))).Succeeds();
        Assert.Contains("Customers ↔ Contacts", moved.Text, StringComparison.Ordinal);
        Assert.Contains("AddRowDualWrite", project.Read($"Migrations/{project.MigrationId("Change_Expand")}.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_is_asked_about_one_moment_for_all_rows()
    {
        using var project = UserProject.Create(tool, "PostgreSql", ChangedShop.NoServer);
        await project.AddInitialMigrationAsync();
        project.Replace("ShopContext.cs", "    public string? Note { get; set; }\n", "    public string? Note { get; set; }\n\n    public DateTime Since { get; set; }\n");
        project.Replace("ShopContext.cs", "customer.HasIndex(c => c.Name);", "customer.HasIndex(c => c.Name);\n        customer.Property(c => c.Since).HasDefaultValueSql(\"now()\");");
        await project.BuildAsync();
        var before = project.Snapshot();

        var warned = (await project.EfPhasedAsync("add", "Change", "--no-build", "--dry-run")).Succeeds();
        Assert.Contains("one value of now() in 'Customers.Since'", warned.Text, StringComparison.Ordinal);

        (await AddAsync(project, (Since, Enter))).Fails(1, "EFP4037");
        project.AssertSame(before);

        var meant = (await AddAsync(project, (Since, "now()" + Enter))).Succeeds();
        Assert.DoesNotContain("backfill", meant.Text, StringComparison.Ordinal);
        Assert.Contains("defaultValueSql: \"now()\"", project.Read($"Migrations/{project.MigrationId("Change_Expand")}.cs"), StringComparison.Ordinal);
    }

    private static Task<CommandResult> AddAsync(UserProject project, params (string Asked, string Keys)[] answers) => AddAsync(project, [], answers);

    private static Task<CommandResult> AddAsync(UserProject project, string[] options, params (string Asked, string Keys)[] answers)
        => project.EfPhasedCommand(["add", "Change", "--no-build", .. options]).InTerminal().AnswerAsync(answers);
}
