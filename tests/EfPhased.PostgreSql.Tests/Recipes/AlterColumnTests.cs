using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
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
    public void Wider_under_a_check() => Refuses(
        "EFP4022",
        Change(
            before =>
            {
                before.Property<string>("Nick").HasMaxLength(40);
                before.ToTable(t => t.HasCheckConstraint("CK_Nick", "\"Nick\" <> ''"));
            },
            after =>
            {
                after.Property<string>("Nick").HasMaxLength(80);
                after.ToTable(t => t.HasCheckConstraint("CK_Nick", "\"Nick\" <> ''"));
            }),
        "'CK_Nick'", "PG-56");

    [Fact]
    public void Time_zone() => Refuses(
        "EFP4022",
        Change(
            before => before.Property<DateTime>("Seen").HasColumnType("timestamp without time zone"),
            after => after.Property<DateTime>("Seen").HasColumnType("timestamp with time zone")),
        "in the time zone of its session");

    [Fact]
    public void Numbers_by_the_server() => Refuses(
        "EFP4024",
        Change(
            before => before.Property<int>("Number"),
            after => after.Property<int>("Number").ValueGeneratedOnAdd()),
        "Customers.Number");
}
