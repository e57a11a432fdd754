using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class AlterColumnTests() : AlterColumnBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task Wider_in_place() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40);
            before.HasIndex("Nick");
            before.Property<decimal>("Price").HasPrecision(10, 2);
        },
        after =>
        {
            after.Property<string>("Nick");
            after.HasIndex("Nick");
            after.Property<decimal>("Price").HasPrecision(12, 2);
        }) with
    {
        Left = m => Shop(m, e =>
        {
            e.Property<string>("Nick");
            e.HasIndex("Nick");
            e.Property<decimal>("Price").HasPrecision(12, 2);
        }),
    });

    [Fact]
    public Task Wider_under_a_check() => VerifyAsync(Change(before => Checked(before, 40), after => Checked(after, 80)) with
    {
        Left = m => Shop(m, e => Checked(e, 80)),
    });

    [Fact]
    public void Wider_under_a_check_that_changes() => Refuses(
        "EFP4022", Change(before => Checked(before, 40), after => Checked(after, 80, "\"Nick\" <> 'none'")), "'CK_Nick'", "PG-56");

    [Fact]
    public Task Another_collation() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(40), after => after.Property<string>("Nick").HasMaxLength(40).UseCollation("C")));

    [Fact]
    public Task Numbers_of_a_sequence() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            m.HasSequence<int>("CustomerNumbers");
            Shop(m, e => e.Property<int>("Number").HasDefaultValueSql("nextval('\"CustomerNumbers\"')"));
        }) with { Mapping = CustomersOnly });

    private static void Checked(EntityTypeBuilder customer, int length, string check = "\"Nick\" <> ''")
    {
        customer.Property<string>("Nick").HasMaxLength(length);
        customer.ToTable(t => t.HasCheckConstraint("CK_Nick", check));
    }

    [Fact]
    public void Time_zone() => Refuses(
        "EFP4022",
        Change(
            before => before.Property<DateTime>("Seen").HasColumnType("timestamp without time zone"),
            after => after.Property<DateTime>("Seen").HasColumnType("timestamp with time zone")),
        "in the time zone of its session");
}
