using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests;

/// <summary>A change of columns after one whose contract is still pending.</summary>
public sealed class OpenColumnsTests
{
    [Fact]
    public Task The_default_of_a_column_that_becomes_required() => OverlapsAsync(
        e => e.Property<string>("Nick"), e => e.Property<string>("Nick").IsRequired(), e => e.Property<string>("Nick").IsRequired().HasDefaultValue("new"),
        new PlanHints { Values = ["Nick='nobody'"] }, PlanHints.None, "People.Nick");

    [Fact]
    public Task A_new_name_for_half_of_a_split_column() => OverlapsAsync(
        e => e.Property<string>("Name"),
        Parts,
        e =>
        {
            e.Property<string>("GivenName");
            e.Property<string>("Last");
        },
        new PlanHints { Ups = ["First=lower({Name})", "Last=upper({Name})"], Downs = ["Name={First}"] },
        new PlanHints { Renames = ["First=GivenName"] },
        "People.First");

    [Fact]
    public Task A_comment_on_a_column_that_has_changed_its_type() => OverlapsAsync(
        e => e.Property<int>("Points"), e => e.Property<long>("Points").HasColumnName("AllPoints"),
        e => e.Property<long>("Points").HasColumnName("AllPoints").HasComment("since ever"),
        PlanHints.None, PlanHints.None, "People.AllPoints");

    [Fact]
    public Task Another_column() => OverlapsAsync(
        e => e.Property<string>("Nick"),
        e => e.Property<string>("Nick").IsRequired(),
        e =>
        {
            e.Property<string>("Nick").IsRequired();
            e.Property<int?>("Visits");
        },
        new PlanHints { Values = ["Nick='nobody'"] }, PlanHints.None, null);

    private static void Parts(EntityTypeBuilder person)
    {
        person.Property<string>("First");
        person.Property<string>("Last");
    }

    private static async Task OverlapsAsync(
        Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> pending, Action<EntityTypeBuilder> next, PlanHints pendingHints, PlanHints nextHints,
        string? what)
    {
        var open = await PlanAsync(before, pending, pendingHints);
        var planned = await PlanAsync(pending, next, nextHints);
        Assert.Equal(what, OpenChanges.Overlap(open.Migrations.SelectMany(m => m.Up), planned.Migrations.SelectMany(m => m.Up))?.ToString());
    }

    private static async Task<PhasedPlan> PlanAsync(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after, PlanHints hints)
    {
        var server = PostgreSqlServer.Instance;
        var oldModel = TestModels.ThroughSnapshot(server, TestModels.Build(server, Person(before)));
        await using var context = PlanningContext.Open(server, "Host=nowhere", Person(after));
        return context.Plan("TheChange", oldModel, hints);
    }

    private static Action<ModelBuilder> Person(Action<EntityTypeBuilder> more) => m => m.Entity("App.Person", e =>
    {
        e.ToTable("People");
        e.Property<int>("Id");
        e.HasKey("Id");
        more(e);
    });
}
