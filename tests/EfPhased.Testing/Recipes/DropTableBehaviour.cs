using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Testing.Recipes;

public abstract class DropTableBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private const string Parcel = "App.Parcel";

    [Fact]
    public Task With_foreign_keys_and_everything_that_a_table_can_have() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Parcel, e =>
            {
                Parcels(e);
                e.Property<string>("Label").HasMaxLength(40).IsRequired().HasComment("What the carrier reads");
                e.Property<decimal>("Weight").HasPrecision(8, 3).HasDefaultValue(1.5m);
                e.Property<int?>("RecipientId");
                e.Property<int>("OrderId");
                e.HasAlternateKey("Label");
                e.HasIndex("Weight", "Label").IsDescending(true, false);
                e.HasIndex("RecipientId");
                e.HasOne(Order).WithMany().HasForeignKey("OrderId").IsRequired();
                e.HasOne(Customer).WithMany().HasForeignKey("RecipientId").OnDelete(DeleteBehavior.SetNull);
                e.ToTable(t => t.HasComment("Parcels on their way"));
                e.HasData(new { Id = 7, Label = "seed", Weight = 2m, OrderId = 1 });
            });
            m.Entity(Order, e => e.HasData(new { Id = 1, Amount = 3, BuyerId = 1 }));
            m.Entity(Customer, e => e.HasData(new { Id = 1, Email = "seed@example.org" }));
        },
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, e => e.HasData(new { Id = 1, Amount = 3, BuyerId = 1 }));
            m.Entity(Customer, e => e.HasData(new { Id = 1, Email = "seed@example.org" }));
        })
    {
        Mapping = new ShapeMapping().Only(Parcel, Customer),
    });

    /// <summary>EF Core takes either column for the whole key when it comes before the key does.</summary>
    [Theory]
    [InlineData("ParcelId")]
    [InlineData("Id")]
    public void Whose_key_of_two_columns_has_one_of_that_name(string name)
    {
        var plan = Plan(new RecipeScenario(
            m =>
            {
                Shop(m, _ => { });
                m.Entity(Parcel, e =>
                {
                    e.ToTable("Parcels");
                    e.Property<int>("Depot");
                    e.Property<int>(name);
                    e.HasKey("Depot", name);
                    e.HasOne(Customer).WithMany().HasForeignKey(name).IsRequired();
                });
            },
            m => Shop(m, _ => { })));
        Assert.Single(plan.Migrations.SelectMany(m => m.Up).OfType<DropTableOperation>());
    }

    [Fact]
    public Task Whose_foreign_key_would_stop_deletes_of_the_new_version() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Parcel, e =>
            {
                Parcels(e);
                e.Property<int?>("RecipientId");
                e.HasOne(Customer).WithMany().HasForeignKey("RecipientId");
            });
        },
        m => Shop(m, _ => { }))
    {
        Mapping = new ShapeMapping().Only(Parcel, Customer),
    });

    [Fact]
    public Task Two_that_refer_to_each_other_and_one_that_refers_to_itself() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Parcel, e =>
            {
                Parcels(e);
                e.Property<int?>("LastScanId");
                e.Property<int?>("ReplacedId");
                e.HasOne(Parcel).WithMany().HasForeignKey("ReplacedId");
            });
            m.Entity("App.Scan", e =>
            {
                e.ToTable("Scans");
                e.Property<int>("Id");
                e.HasKey("Id");
                e.Property<int>("ParcelId");
                e.HasOne(Parcel).WithMany().HasForeignKey("ParcelId").IsRequired();
            });
            m.Entity(Parcel, e => e.HasOne("App.Scan").WithMany().HasForeignKey("LastScanId"));
        },
        m => Shop(m, _ => { }))
    {
        Mapping = new ShapeMapping().Only(Parcel, "App.Scan"),
    });

    [Fact]
    public Task Together_with_a_change_of_the_table_that_it_refers_to() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, c => c.Property<string>("Name").HasMaxLength(80).IsRequired());
            m.Entity(Parcel, e =>
            {
                Parcels(e);
                e.Property<int>("RecipientId");
                e.HasOne(Customer).WithMany().HasForeignKey("RecipientId").IsRequired();
            });
        },
        m => Shop(m, c => c.Property<string>("FullName").HasMaxLength(80).IsRequired()))
    {
        Mapping = new ShapeMapping().Only(Parcel, Customer).Rename(Customer, "Name", "FullName"),
        Hints = Renamed("Name=FullName"),
    });

    [Fact]
    public Task Comment_of_a_table() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => c.ToTable(t => t.HasComment("Who buys"))),
        m => Shop(m, c => c.ToTable(t => t.HasComment("Who bought 'something'"))))
    {
        Mapping = CustomersOnly,
    });

    private static void Parcels(EntityTypeBuilder e)
    {
        e.ToTable("Parcels");
        e.Property<int>("Id");
        e.HasKey("Id");
    }
}
