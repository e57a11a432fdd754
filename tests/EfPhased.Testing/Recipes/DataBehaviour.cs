using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

public abstract class DataBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private const string Parcel = "App.Parcel";

    [Fact]
    public Task Rows_that_come_change_and_go() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, c => c.HasData(
                new { Id = 1, Email = "stays@example.org" }, new { Id = 2, Email = "changes@example.org" }, new { Id = 3, Email = "goes@example.org" }));
            m.Entity(Order, o => o.HasData(new { Id = 1, Amount = 10, BuyerId = 3 }, new { Id = 2, Amount = 20, BuyerId = 1 }));
        },
        m =>
        {
            Shop(m, c => c.HasData(
                new { Id = 1, Email = "stays@example.org" }, new { Id = 2, Email = "changed@example.org" }, new { Id = -4, Email = "comes@example.org" }));
            m.Entity(Order, o => o.HasData(new { Id = 2, Amount = 25, BuyerId = 1 }, new { Id = -3, Amount = 30, BuyerId = -4 }));
        })
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Together_with_a_renamed_column() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Name").HasMaxLength(80).IsRequired();
            before.HasData(
                new { Id = 1, Email = "a@example.org", Name = "stays" }, new { Id = 2, Email = "b@example.org", Name = "changes" },
                new { Id = 3, Email = "c@example.org", Name = "goes" });
        },
        after =>
        {
            after.Property<string>("FullName").HasMaxLength(80).IsRequired();
            after.HasData(
                new { Id = 1, Email = "a@example.org", FullName = "stays" }, new { Id = 2, Email = "b@example.org", FullName = "changed" },
                new { Id = -4, Email = "d@example.org", FullName = "comes" });
        }) with
    {
        Mapping = Renaming("Name", "FullName"),
        Hints = Renamed("Name=FullName"),
    });

    [Fact]
    public Task Together_with_added_and_dropped_columns() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40);
            before.Property<int>("Visits");
            before.HasData(new { Id = 1, Email = "a@example.org", Nick = "al", Visits = 7 }, new { Id = 2, Email = "b@example.org", Nick = "bo", Visits = 8 });
        },
        after =>
        {
            after.Property<bool>("IsActive");
            after.Property<decimal?>("Credit").HasPrecision(10, 2);
            after.HasData(
                new { Id = 1, Email = "a@example.org", IsActive = true, Credit = 1.25m }, new { Id = -3, Email = "c@example.org", IsActive = true, Credit = 2m });
        }));

    [Fact]
    public Task In_a_new_table_that_refers_to_a_new_row() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, c => c.HasData(new { Id = -9, Email = "new@example.org" }));
            m.Entity(Parcel, e =>
            {
                e.ToTable("Parcels");
                e.Property<int>("Id");
                e.HasKey("Id");
                e.Property<int>("RecipientId");
                e.HasOne(Customer).WithMany().HasForeignKey("RecipientId").IsRequired();
                e.HasData(new { Id = 1, RecipientId = -9 });
            });
        })
    {
        Mapping = CustomersOnly,
    });
}
