using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests;

/// <summary>A change after one whose contract, which adds a unique index, is still pending.</summary>
public sealed class OpenConstraintsTests
{
    [Fact]
    public Task Dropping_an_index_that_is_yet_to_come() => OverlapsAsync(WithoutIndex, "'IX_People_Email' of 'People'");

    [Fact]
    public Task Counting_on_what_it_will_forbid() => OverlapsAsync(
        person =>
        {
            Later(person);
            person.HasIndex("Email", "Name").IsUnique();
        },
        "'People.Email'");

    [Fact]
    public Task Dropping_a_column_of_it() => OverlapsAsync(
        person =>
        {
            person.ToTable("People");
            person.Property<int>("Id");
            person.HasKey("Id");
            person.Property<string>("Name").HasMaxLength(100);
        },
        "'IX_People_Email' of 'People'");

    [Fact]
    public Task Another_column_of_the_table() => OverlapsAsync(
        person =>
        {
            Later(person);
            person.Property<int?>("Age");
            person.HasIndex("Age");
            person.HasIndex("Name").IsUnique();
        },
        null);

    private static async Task OverlapsAsync(Action<EntityTypeBuilder> next, string? what)
    {
        var pending = await PlanAsync(Earlier, Later);
        var planned = await PlanAsync(Later, next);
        var contract = pending.Migrations.Single(m => m.Phase == Phase.Contract).Up;

        Assert.Equal(what, OpenConstraints.Overlap(contract, [.. planned.Migrations.SelectMany(m => m.Up)]));
    }

    private static async Task<PhasedPlan> PlanAsync(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after)
    {
        var server = PostgreSqlServer.Instance;
        var oldModel = TestModels.ThroughSnapshot(server, TestModels.Build(server, m => m.Entity("App.Person", before)));
        await using var context = PlanningContext.Open(server, "Host=nowhere", m => m.Entity("App.Person", after));
        return context.Plan("TheChange", oldModel, PlanHints.None);
    }

    private static void Earlier(EntityTypeBuilder person)
    {
        person.ToTable("People");
        person.Property<int>("Id");
        person.HasKey("Id");
        person.Property<string>("Email").HasMaxLength(100);
        person.Property<string>("Name").HasMaxLength(100);
    }

    private static void Later(EntityTypeBuilder person)
    {
        Earlier(person);
        person.HasIndex("Email").IsUnique();
    }

    private static void WithoutIndex(EntityTypeBuilder person) => Earlier(person);
}
