using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

/// <summary>Owned and complex types, whose columns are their owner's.</summary>
public abstract class OwnedBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private static readonly string Shopper = typeof(Person).FullName!;

    [Fact]
    public Task Columns_of_an_owned_type_renamed_and_dropped() => VerifyAsync(new RecipeScenario(
        m => Owned(m, h => h.Property(a => a.Note).HasMaxLength(40)),
        m => Owned(m, h =>
        {
            h.Property(a => a.Street).HasColumnName("Home_Road");
            h.Property(a => a.Number).HasColumnName("Home_No");
            h.Ignore(a => a.Note);
        }))
    {
        RunAs = (
            m => Flat(m, "Home_Street", "Home_Number", e => e.Property<string>("Note").HasMaxLength(40).HasColumnName("Home_Note")),
            m => Flat(m, "Home_Road", "Home_No", _ => { })),
    });

    [Fact]
    public Task Columns_of_a_complex_type_renamed() => VerifyAsync(new RecipeScenario(
        m => Complex(m, _ => { }),
        m => Complex(m, h => h.Property(a => a.Number).HasColumnName("Home_No")))
    {
        RunAs = (m => Flat(m, "Home_Street", "Home_Number", _ => { }), m => Flat(m, "Home_Street", "Home_No", _ => { })),
    });

    [Fact]
    public Task Columns_of_an_owned_type_that_take_their_names_from_its_properties() => VerifyAsync(new RecipeScenario(
        m => Owned(m, h =>
        {
            h.Ignore(a => a.Note);
            h.Property(a => a.Street).HasColumnName("Home_Road");
            h.Property(a => a.Number).HasColumnName("Home_No");
        }),
        m => Owned(m, h => h.Ignore(a => a.Note)))
    {
        RunAs = (m => Flat(m, "Home_Road", "Home_No", _ => { }), m => Flat(m, "Home_Street", "Home_Number", _ => { })),
        Hints = Renamed("Home_Road=Home_Street", "Home_No=Home_Number"),
    });

    [Fact]
    public Task An_owned_type_that_becomes_plain_columns_of_other_names() => VerifyAsync(new RecipeScenario(
        m => Owned(m, h => h.Ignore(a => a.Note)),
        m => Flat(m, "Street", "Number", _ => { }))
    {
        RunAs = (m => Flat(m, "Home_Street", "Home_Number", _ => { }), m => Flat(m, "Street", "Number", _ => { })),
        Hints = Renamed("Home_Street=Street", "Home_Number=Number"),
    });

    [Fact]
    public Task An_owned_type_that_moves_to_a_table_of_its_own() => VerifyAsync(new RecipeScenario(
        m => Named(m, _ => { }),
        m => Named(m, o => o.ToTable("Homes")))
    {
        RunAs = (
            m => Flat(m, "Home_Street", "Home_Number", e =>
            {
                Number(e.Property<int>("Id"));
                e.Property<string>("Nick").HasMaxLength(20);
            }),
            m => Flat(m, "Street", "Number", e =>
            {
                Number(e.Property<int>("Id"));
                e.Property<string>("Nick").HasMaxLength(20);
                e.SplitToTable("Homes", t =>
                {
                    t.Property("Id").HasColumnName("PersonId");
                    t.Property("Street");
                    t.Property("Number");
                });
            })),
    });

    private void Named(ModelBuilder model, Action<OwnedNavigationBuilder<Person, Address>> home)
    {
        Owned(model, h => h.Ignore(a => a.Note), home);
        model.Entity<Person>().Property<string>("Nick").HasMaxLength(20);
        Number(model.Entity<Person>().Property(p => p.Id));
    }

    private static void Owned(
        ModelBuilder model, Action<OwnedNavigationBuilder<Person, Address>> home, Action<OwnedNavigationBuilder<Person, Address>>? more = null)
        => model.Entity<Person>(e =>
        {
            e.ToTable("People");
            e.Ignore(p => p.Work);
            e.OwnsOne(p => p.Home, h =>
            {
                h.Property(a => a.Street).HasMaxLength(60).IsRequired();
                home(h);
                more?.Invoke(h);
            });
            e.Navigation(p => p.Home).IsRequired();
        });

    private static void Complex(ModelBuilder model, Action<ComplexPropertyBuilder<Address>> home)
        => model.Entity<Person>(e =>
        {
            e.ToTable("People");
            e.Ignore(p => p.Work);
            e.ComplexProperty(p => p.Home, h =>
            {
                h.IsRequired();
                h.Ignore(a => a.Note);
                h.Property(a => a.Street).HasMaxLength(60).IsRequired();
                home(h);
            });
        });

    // The same columns as properties of the owner; properties keep their names, so that the oracle knows which value is which.
    private static void Flat(ModelBuilder model, string street, string number, Action<EntityTypeBuilder> more)
        => model.Entity(Shopper, e =>
        {
            e.ToTable("People");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Street").HasMaxLength(60).IsRequired().HasColumnName(street);
            e.Property<int>("Number").HasColumnName(number);
            more(e);
        });

    internal sealed class Person
    {
        public int Id { get; set; }

        public Address Home { get; set; } = null!;

        public Address? Work { get; set; }
    }

    internal sealed class Address
    {
        public string Street { get; set; } = "";

        public int Number { get; set; }

        public string? Note { get; set; }
    }
}
