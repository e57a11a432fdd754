using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

/// <summary>Contracts that keep what they would drop.</summary>
public abstract class TombstoneBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private static readonly PlanHints Kept = new() { TombstoneFor = TimeSpan.FromDays(7) };

    [Fact]
    public Task Renamed_column() => VerifyAsync(Change(
        c => c.Property<string>("Name").HasMaxLength(100).IsRequired(),
        c => c.Property<string>("FullName").HasMaxLength(100).IsRequired()) with
    {
        Hints = Kept with { Renames = ["Name=FullName"] },
        Mapping = Renaming("Name", "FullName"),
    });

    [Fact]
    public Task Dropped_columns() => VerifyAsync(Change(
        c =>
        {
            c.Property<string>("Nick").HasMaxLength(40);
            c.Property<int>("Points");
            c.HasIndex("Nick", "Points");
        },
        _ => { }) with { Hints = Kept });

    [Fact]
    public Task Dropped_table() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.Entity("App.Parcel", e =>
            {
                e.ToTable("Parcels");
                e.Property<int>("Id").ValueGeneratedNever();
                e.HasKey("Id");
                e.Property<int?>("OrderId");
                e.HasOne(Order).WithMany().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
                e.HasIndex("OrderId");
            });
        },
        m => Shop(m, _ => { })) { Hints = Kept, Mapping = new ShapeMapping().Only(Order) });
}
