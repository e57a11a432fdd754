using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class WidenIntegerTests() : WidenIntegerBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task Key_with_its_references() => VerifyAsync(Key);

    [Fact]
    public Task Composite_and_alternate_keys() => VerifyAsync(CompositeKeys);

    [Fact]
    public Task Key_of_a_hierarchy() => VerifyAsync(Hierarchy);

    // Async, because tests that fill a scenario's tables with rows of their own give them numbers, which GENERATED ALWAYS refuses.
    [Fact]
    public async Task Serial_and_identity_with_options() => await VerifyAsync(new RecipeScenario(Numbered<int>, Numbered<long>));

    [Fact]
    public Task Columns_without_a_key() => VerifyAsync(PlainColumns);

    [Fact]
    public Task Together_with_other_changes() => VerifyAsync(AmongOthers);

    [Fact]
    public void A_check_on_the_column() => Refuses(
        "EFP4032",
        Change(before => Checked(before.Property<int>("Points"), before), after => Checked(after.Property<long>("Points"), after)),
        "the check 'CK_Points' names the column");

    [Fact]
    public void An_index_that_comes_at_the_same_time() => Refuses(
        "EFP4032",
        Change(
            before => before.Property<int>("Points"),
            after =>
            {
                after.Property<long>("Points");
                after.HasIndex("Points");
            }),
        "the index 'IX_Customers_Points' comes or goes");

    [Fact]
    public void Nulls_that_come_at_the_same_time() => Refuses(
        "EFP4032", Change(before => before.Property<int>("Points"), after => after.Property<long?>("Points")), "its nullability changes");

    private static void Checked<TProperty>(PropertyBuilder<TProperty> points, EntityTypeBuilder customer)
    {
        points.HasDefaultValueSql("1");
        customer.ToTable(t => t.HasCheckConstraint("CK_Points", "\"Points\" > 0"));
    }

    private static void Numbered<TKey>(ModelBuilder model)
    {
        model.Entity("App.Ticket", e =>
        {
            e.ToTable("Tickets");
            e.Property<TKey>("Id").UseSerialColumn();
            e.HasKey("Id");
        });
        model.Entity("App.Receipt", e =>
        {
            e.ToTable("Receipts");
            e.Property<TKey>("Id").UseIdentityAlwaysColumn().HasIdentityOptions(startValue: 100, incrementBy: 10, minValue: 5, numbersToCache: 20);
            e.HasKey("Id");
        });
    }
}
