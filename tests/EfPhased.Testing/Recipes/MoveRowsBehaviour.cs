using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

/// <summary>Columns that become rows of a table of their own, and rows that become columns.</summary>
public abstract class MoveRowsBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private const string Address = "App.Address";

    private static readonly PlanHints Apart = new() { Moves = ["Customers.Street=Addresses.Street", "Customers.Number=Addresses.Number"] };

    [Fact]
    public Task One_table_into_two() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => One(Numbered(c))), m => Shop(m, c => Two(Numbered(c))))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Two_tables_into_one() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => Two(Numbered(c))), m => Shop(m, c => One(Numbered(c))))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Columns_into_an_optional_row() => VerifyAsync(new RecipeScenario(
        m => Shop(m, Columns), m => Parts(m, _ => { }))
    {
        Hints = Apart,
        Mapping = new ShapeMapping().Only(Customer, Address).Part(Customer, Address, "Street", "Number"),
    });

    [Fact]
    public Task An_optional_row_into_columns() => VerifyAsync(new RecipeScenario(
        m => Parts(m, _ => { }), m => Shop(m, Columns))
    {
        Hints = new PlanHints { Moves = ["Addresses.Street=Customers.Street", "Addresses.Number=Customers.Number"] },
        Mapping = new ShapeMapping().Only(Customer, Address).Part(Customer, Address, "Street", "Number"),
    });

    [Fact]
    public void Columns_that_only_a_required_row_could_hold_and_that_are_all_optional() => Refuses(
        "EFP4073",
        new RecipeScenario(
            m => Shop(m, c => c.Property<string>("Note").HasMaxLength(20)),
            m => Shop(m, c =>
            {
                c.Property<string>("Note").HasMaxLength(20);
                c.SplitToTable("Notes", t => t.Property("Note"));
            })),
        "'Note' may be null");

    [Fact]
    public void A_row_that_stops_the_delete_of_what_it_belongs_to() => Refuses(
        "EFP4071",
        new RecipeScenario(m => Shop(m, Columns), m => Parts(m, k => k.OnDelete(DeleteBehavior.Restrict))) { Hints = Apart },
        "OnDelete(DeleteBehavior.Cascade)");

    [Fact]
    public void Beside_a_row_version() => Refuses(
        "EFP4074",
        new RecipeScenario(m => Shop(m, c => Versioned(Numbered(c), One)), m => Shop(m, c => Versioned(Numbered(c), Two))),
        "counts the writes");

    private EntityTypeBuilder Numbered(EntityTypeBuilder customer)
    {
        Number(customer.Property<int>("Id"));
        return customer;
    }

    private static void Versioned(EntityTypeBuilder customer, Action<EntityTypeBuilder> more)
    {
        customer.Property<DateTime>("Version").IsConcurrencyToken().ValueGeneratedOnAddOrUpdate();
        more(customer);
    }

    private static void One(EntityTypeBuilder customer)
    {
        customer.Property<string>("Street").HasMaxLength(60).IsRequired();
        customer.Property<int>("Number").HasDefaultValue(7);
        customer.Property<string>("Note").HasMaxLength(40);
        customer.HasIndex("Street");
    }

    private static void Two(EntityTypeBuilder customer)
    {
        customer.Property<string>("Street").HasMaxLength(60).IsRequired();
        customer.Property<int>("Number").HasDefaultValue(7);
        customer.Property<string>("Note").HasMaxLength(40);
        customer.SplitToTable("Addresses", t =>
        {
            t.Property("Id").HasColumnName("CustomerId");
            t.Property("Street");
            t.Property("Number");
            t.Property("Note").HasColumnName("Remark");
        });
        customer.HasIndex("Street");
    }

    private static void Columns(EntityTypeBuilder customer)
    {
        customer.Property<string>("Street").HasMaxLength(60);
        customer.Property<int>("Number");
    }

    private static void Parts(ModelBuilder model, Action<ReferenceReferenceBuilder> key)
    {
        Shop(model, _ => { });
        model.Entity(Address, e =>
        {
            e.ToTable("Addresses");
            e.Property<int>("CustomerId").ValueGeneratedNever();
            e.HasKey("CustomerId");
            e.Property<string>("Street").HasMaxLength(60);
            e.Property<int>("Number");
            var link = e.HasOne(Customer).WithOne().HasForeignKey(Address, "CustomerId").IsRequired();
            link.OnDelete(DeleteBehavior.Cascade);
            key(link);
        });
    }
}
