using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class AlterColumnTests() : AlterColumnBehaviour(MySqlServer.Instance)
{
    [Fact]
    public Task Computed_when_read() => VerifyAsync(Change(
        before => before.Property<int>("Points"),
        after =>
        {
            after.Property<int>("Points");
            after.Property<int?>("Twice").HasComputedColumnSql("`Points` * 2", stored: false);
        }));

    // The key's own column: nothing else can be numbered.
    [Fact]
    public void Numbers_by_the_server() => Refuses(
        "EFP4024", new RecipeScenario(m => Tickets(m, generated: false), m => Tickets(m, generated: true)), "MY-35", "gh-ost");

    [Fact]
    public void Numbers_by_the_application() => Refuses(
        "EFP4024", new RecipeScenario(m => Tickets(m, generated: true), m => Tickets(m, generated: false)), "MY-35");

    private static void Tickets(ModelBuilder model, bool generated) => model.Entity("App.Ticket", e =>
    {
        e.ToTable("Tickets");
        var key = e.Property<int>("Id");
        if (generated)
            key.ValueGeneratedOnAdd();
        else
            key.ValueGeneratedNever();
        e.HasKey("Id");
    });

    [Fact]
    public void Longer_text_whose_length_takes_another_byte() => Refuses(
        "EFP4022",
        Change(before => before.Property<string>("Nick").HasMaxLength(40), after => after.Property<string>("Nick").HasMaxLength(80)),
        "MY-24");

    [Fact]
    public void Text_of_another_character_set() => Refuses(
        "EFP4022",
        Change(before => Nick(before, "latin1"), after => Nick(after, "utf8mb4")),
        "from the character set latin1 to utf8mb4", "MY-29");

    private static void Nick(EntityTypeBuilder customer, string charSet)
        => customer.Property<string>("Nick").HasMaxLength(40).HasAnnotation("MySql:CharSet", charSet);
}
