using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Benchmarks.Locks;

/// <summary>A change of a table in use, and the SQL that fills the table before it.</summary>
/// <param name="Title">For people.</param>
/// <param name="Scenario">The models before and after.</param>
/// <param name="Columns">What customers have besides key, address and counter: names, and values made of the row's number i.</param>
internal sealed record LockChange(string Name, RecipeScenario Scenario, IReadOnlyList<(string Column, string Value)> Columns)
{
    public const string Counter = "Touched";

    /// <summary>What customers are called when the contract begins.</summary>
    public string NewTable { get; init; } = "Customers";

    /// <summary>Every kind of step that a plan for PostgreSQL has, in a few changes.</summary>
    public static IReadOnlyList<LockChange> All { get; } =
    [
        Of("rename of an indexed, unique, required column",
            c =>
            {
                c.Property<string>("Title").HasMaxLength(80).IsRequired();
                c.HasIndex("Title").IsUnique();
                c.HasIndex("Email", "Title");
            },
            c =>
            {
                c.Property<string>("Heading").HasMaxLength(80).IsRequired();
                c.HasIndex("Heading").IsUnique();
                c.HasIndex("Email", "Heading");
            },
            new PlanHints { Renames = ["Title=Heading"] }, ("Title", "'Title ' || i")),
        Of("rename of a foreign key",
            c => Friend(c, "FriendId"), c => Friend(c, "BuddyId"), new PlanHints { Renames = ["FriendId=BuddyId"] }, ("FriendId", "1 + i / 2")),
        Of("constraints over existing columns",
            c =>
            {
                c.Property<int?>("FriendId");
                c.Property<int?>("Age");
                c.HasIndex("Age");
            },
            c =>
            {
                Friend(c, "FriendId");
                c.Property<int?>("Age");
                c.ToTable(t => t.HasCheckConstraint("CK_Customers_Age", "\"Age\" > 0"));
                c.HasIndex("Email").IsUnique();
                c.HasAlternateKey("Email", "Id");
            },
            PlanHints.None, ("FriendId", "1 + i / 2"), ("Age", "1 + i % 90")),
        Of("constraints that go",
            c =>
            {
                Friend(c, "FriendId");
                c.Property<int?>("Age");
                c.ToTable(t => t.HasCheckConstraint("CK_Customers_Age", "\"Age\" > 0"));
                c.HasIndex("Email").IsUnique();
            },
            c =>
            {
                c.Property<int?>("FriendId");
                c.Property<int?>("Age");
            },
            PlanHints.None, ("FriendId", "1 + i / 2"), ("Age", "1 + i % 90")),
        Of("required column, computed per row; another with a default; one that goes; one that becomes required",
            c =>
            {
                c.Property<string>("Nick").HasMaxLength(40).IsRequired();
                c.Property<int?>("Level");
            },
            c =>
            {
                c.Property<string>("Login").HasMaxLength(120).IsRequired();
                c.Property<int>("Points").HasDefaultValue(3);
                c.Property<int>("Level");
            },
            new PlanHints { Values = ["Login=lower({Email})", "Level=1"] }, ("Nick", "'nick ' || i"), ("Level", "nullif(i % 5, 0)")),
        Of("wider integer", c => c.Property<int>("Points"), c => c.Property<long>("Points"), PlanHints.None, ("Points", "i")),
        Of("rename of the table", _ => { }, c => c.ToTable("Clients"), PlanHints.None) with { NewTable = "Clients" },
    ];

    private static LockChange Of(
        string name, Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after, PlanHints hints, params (string, string)[] columns)
        => new(name, RecipeBehaviour.Change(c => Touched(c, before), c => Touched(c, after)) with { Hints = hints }, columns);

    private static void Touched(EntityTypeBuilder customer, Action<EntityTypeBuilder> others)
    {
        customer.Property<int>(Counter);
        others(customer);
    }

    private static void Friend(EntityTypeBuilder customer, string column)
    {
        customer.Property<int?>(column);
        customer.HasOne("App.Customer").WithMany().HasForeignKey(column).OnDelete(DeleteBehavior.Restrict);
    }
}
