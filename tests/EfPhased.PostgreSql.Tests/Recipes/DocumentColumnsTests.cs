using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>Columns of owned and complex types that go into a JSON document, and documents that become columns.</summary>
public sealed class DocumentColumnsTests() : RecipeBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task Columns_into_a_document() => VerifyAsync(Change(Home, h => { Home(h); h.ToJson(); }));

    [Fact]
    public Task A_document_into_columns() => VerifyAsync(Change(h => { Home(h); h.ToJson(); }, Home));

    [Fact]
    public Task An_optional_owner_with_a_nested_one() => VerifyAsync(Change(Nested, NestedDocument, isRequired: false));

    [Fact]
    public Task A_document_with_a_nested_one_into_columns() => VerifyAsync(Change(NestedDocument, Nested, isRequired: false));

    [Fact]
    public Task An_owner_without_required_properties() => VerifyAsync(new RecipeScenario(
        m => People(m, e => e.OwnsOne(p => p.Contact)),
        m => People(m, e => e.OwnsOne(p => p.Contact).ToJson()))
    {
        AsClasses = true,
    });

    [Fact]
    public Task Every_type_that_is_known_to_come_back_the_same() => VerifyAsync(new RecipeScenario(
        m => People(m, e => e.OwnsOne(p => p.Facts, Typed)),
        m => People(m, e => e.OwnsOne(p => p.Facts, f => { Typed(f); f.ToJson(); })))
    {
        AsClasses = true,
        Mapping = new ShapeMapping().Values(typeof(Person).FullName!, "Facts.Small", i => i % 200),
    });

    [Fact]
    public Task A_complex_type_into_a_document() => VerifyAsync(new RecipeScenario(
        m => People(m, e => e.ComplexProperty(p => p.Home, Complex)),
        m => People(m, e => e.ComplexProperty(p => p.Home, h => { Complex(h); h.ToJson(); })))
    {
        AsClasses = true,
    });

    [Fact]
    public Task A_document_into_columns_of_a_complex_type() => VerifyAsync(new RecipeScenario(
        m => People(m, e => e.ComplexProperty(p => p.Home, h => { Complex(h); h.ToJson(); })),
        m => People(m, e => e.ComplexProperty(p => p.Home, Complex)))
    {
        AsClasses = true,
    });

    [Fact]
    public Task An_optional_complex_type_into_a_document() => VerifyAsync(new RecipeScenario(
        m => People(m, e => e.ComplexProperty(p => p.Home, h => { Complex(h); h.IsRequired(false); })),
        m => People(m, e => e.ComplexProperty(p => p.Home, h => { Complex(h); h.IsRequired(false); h.ToJson(); })))
    {
        AsClasses = true,
    });

    [Fact]
    public Task A_required_document_into_columns_that_are_all_optional() => VerifyAsync(new RecipeScenario(
        m => People(m, e => { e.OwnsOne(p => p.Contact).ToJson(); e.Navigation(p => p.Contact).IsRequired(); }),
        m => People(m, e => { e.OwnsOne(p => p.Contact); e.Navigation(p => p.Contact).IsRequired(); }))
    {
        AsClasses = true,
    });

    [Fact]
    public Task A_type_that_the_author_converts() => VerifyAsync(new RecipeScenario(
        m => People(m, e => e.OwnsOne(p => p.Track)),
        m => People(m, e => e.OwnsOne(p => p.Track).ToJson()))
    {
        AsClasses = true,
        Hints = new PlanHints
        {
            Ups = ["Track=CASE WHEN {Track_Length} IS NOT NULL THEN jsonb_build_object('Length', NULLIF({Track_Length}, 'NaN'), 'Title', {Track_Title}) END"],
            Downs = ["Track_Length=CAST({Track} ->> 'Length' AS double precision)"],
        },
    });

    [Fact]
    public void Types_that_may_not_come_back_the_same() => Refuses(
        "EFP4070",
        new RecipeScenario(m => People(m, e => e.OwnsOne(p => p.Track)), m => People(m, e => e.OwnsOne(p => p.Track).ToJson())),
        "'Track_Length'", "double precision", "--up Track=<SQL>", "--down Track_Length=<SQL>");

    [Fact]
    public void Rows_of_a_table_into_an_array() => Refuses(
        "EFP4070",
        new RecipeScenario(m => People(m, e => e.OwnsMany(p => p.Tracks)), m => People(m, e => e.OwnsMany(p => p.Tracks, t => t.ToJson()))),
        "Tracks", "collection");

    [Fact]
    public void An_array_into_rows_of_a_table() => Refuses(
        "EFP4070",
        new RecipeScenario(m => People(m, e => e.OwnsMany(p => p.Tracks, t => t.ToJson())), m => People(m, e => e.OwnsMany(p => p.Tracks))),
        "Tracks", "collection");

    [Fact]
    public void A_document_into_a_table_of_its_own() => Refuses(
        "EFP4070",
        new RecipeScenario(
            m => People(m, e => e.OwnsOne(p => p.Contact).ToJson()), m => People(m, e => e.OwnsOne(p => p.Contact, c => c.ToTable("Contacts")))),
        "Contact.Mail", "no column in 'People'");

    [Fact]
    public void A_property_that_comes_with_the_document() => Refuses(
        "EFP4070",
        new RecipeScenario(
            m => People(m, e => e.OwnsOne(p => p.Contact, c => c.Ignore(x => x.Phone))), m => People(m, e => e.OwnsOne(p => p.Contact).ToJson())),
        "Contact.Phone", "change of its own");

    [Fact]
    public void A_document_that_gets_another_column() => Refuses(
        "EFP4070",
        new RecipeScenario(m => People(m, e => e.OwnsOne(p => p.Contact).ToJson("Old")), m => People(m, e => e.OwnsOne(p => p.Contact).ToJson("New")))
        {
            Hints = new PlanHints { NoRenames = ["Old"] },
        },
        "ToJson(\"Old\")");

    [Fact]
    public void A_document_without_equality() => Refuses(
        "EFP4070",
        new RecipeScenario(
            m => People(m, e => e.OwnsOne(p => p.Contact)), m => People(m, e => e.OwnsOne(p => p.Contact, c => { c.ToJson(); c.HasColumnType("json"); }))),
        "type json");

    private static RecipeScenario Change(
        Action<OwnedNavigationBuilder<Person, Address>> before, Action<OwnedNavigationBuilder<Person, Address>> after, bool isRequired = true)
        => new(m => People(m, before, isRequired), m => People(m, after, isRequired)) { AsClasses = true };

    private static void People(ModelBuilder model, Action<OwnedNavigationBuilder<Person, Address>> home, bool isRequired)
        => People(model, e =>
        {
            e.OwnsOne(p => p.Home, home);
            e.Navigation(p => p.Home).IsRequired(isRequired);
        });

    private static void People(ModelBuilder model, Action<EntityTypeBuilder<Person>> more)
        => model.Entity<Person>(e =>
        {
            e.ToTable("People");
            e.Property(p => p.Name).HasMaxLength(40);
            foreach (var part in new[] { nameof(Person.Home), nameof(Person.Contact), nameof(Person.Facts), nameof(Person.Track), nameof(Person.Tracks) })
                e.Ignore(part);
            more(e);
        });

    private static void Complex(ComplexPropertyBuilder<Address> home)
    {
        home.IsRequired();
        home.Property(a => a.Street).HasMaxLength(60);
        home.Ignore(a => a.Place);
    }

    private static void Typed(OwnedNavigationBuilder<Person, Facts> facts)
    {
        facts.Property(f => f.Price).HasPrecision(12, 2);
        facts.Property(f => f.Named).HasConversion<string>().HasMaxLength(20);
        facts.Property(f => f.Local).HasColumnType("timestamp without time zone");
        facts.Property(f => f.Small).HasConversion<int>();
    }

    private static void Home(OwnedNavigationBuilder<Person, Address> home)
    {
        home.Property(a => a.Street).HasMaxLength(60);
        home.Ignore(a => a.Place);
    }

    private static void Nested(OwnedNavigationBuilder<Person, Address> home)
    {
        home.Property(a => a.Street).HasMaxLength(60);
        home.OwnsOne(a => a.Place);
    }

    private static void NestedDocument(OwnedNavigationBuilder<Person, Address> home)
    {
        home.ToJson("home");
        home.Property(a => a.Street).HasMaxLength(60).HasJsonPropertyName("street name");
        home.OwnsOne(a => a.Place).HasJsonPropertyName("at");
    }

    internal sealed class Person
    {
        public int Id { get; set; }

        public string? Name { get; set; }

        public Address? Home { get; set; }

        public Contact? Contact { get; set; }

        public Facts? Facts { get; set; }

        public Track? Track { get; set; }

        public List<Track> Tracks { get; } = [];
    }

    internal sealed class Address
    {
        public string Street { get; set; } = "";

        public int Number { get; set; }

        public string? Note { get; set; }

        public Place? Place { get; set; }
    }

    internal sealed class Place
    {
        public decimal Latitude { get; set; }

        public decimal Longitude { get; set; }

        public DateTime? Measured { get; set; }
    }

    internal sealed class Contact
    {
        public string? Mail { get; set; }

        public int? Phone { get; set; }
    }

    internal sealed class Track
    {
        public double Length { get; set; }

        public string? Title { get; set; }
    }

    internal enum Kind
    {
        Small,
        Large,
    }

    internal sealed class Facts
    {
        public bool Flag { get; set; }

        public short Short { get; set; }

        public long? Long { get; set; }

        public byte Small { get; set; }

        public decimal Price { get; set; }

        public decimal Weight { get; set; }

        public Guid Id { get; set; }

        public DateTime Time { get; set; }

        public DateTime Local { get; set; }

        public DateTimeOffset? Offset { get; set; }

        public DateOnly Day { get; set; }

        public TimeOnly? Hour { get; set; }

        public byte[] Bytes { get; set; } = [];

        public Kind Kind { get; set; }

        public Kind? Named { get; set; }
    }
}
