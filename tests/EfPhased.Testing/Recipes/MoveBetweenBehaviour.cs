using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

/// <summary>Columns that move between two tables that are there before and after.</summary>
public abstract class MoveBetweenBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private const string Contact = "App.Contact";
    private const string Parcel = "App.Parcel";
    private const string Label = "App.Label";

    private static readonly PlanHints ToContacts = new() { Moves = ["Customers.Note=Contacts.Remark", "Customers.Number=Contacts.Number"] };
    private static readonly PlanHints ToCustomers = new() { Moves = ["Contacts.Remark=Customers.Note", "Contacts.Number=Customers.Number"] };

    [Fact]
    public Task From_one_table_of_an_entity_to_another() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => Apart(c, here: true)), m => Shop(m, c => Apart(c, here: false)))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Back_to_the_first_table_of_an_entity() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => Apart(c, here: false)), m => Shop(m, c => Apart(c, here: true)))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task To_a_row_that_shares_the_key() => VerifyAsync(new RecipeScenario(
        m => Contacts(m, Values("Note"), Keyed), m => Contacts(m, _ => { }, Keyed, Values("Remark")))
    {
        Hints = ToContacts,
        Mapping = new ShapeMapping().Only(Customer, Contact).Move(Customer, "Note", Contact, "Remark").Move(Customer, "Number", Contact, "Number"),
        Preparation = ContactOfEach,
    });

    [Fact]
    public Task From_a_row_with_a_key_of_its_own() => VerifyAsync(new RecipeScenario(
        m => Contacts(m, _ => { }, Alternate, Values("Remark")), m => Contacts(m, Values("Note"), Alternate))
    {
        Hints = ToCustomers,
        Mapping = new ShapeMapping().Only(Customer, Contact).Move(Contact, "Remark", Customer, "Note").Move(Contact, "Number", Customer, "Number"),
    });

    [Fact]
    public Task To_a_row_that_shares_the_key_by_expressions() => VerifyAsync(new RecipeScenario(
        m => Contacts(m, Points("Points", "Bonus"), Keyed), m => Contacts(m, _ => { }, Keyed, Points("Score", "Debt")))
    {
        Hints = new PlanHints
        {
            Moves = ["Customers.Points=Contacts.Score", "Customers.Bonus=Contacts.Debt"],
            Ups = ["Score={Points} + 1000", "Debt=-{Bonus}"],
            Downs = ["Points={Score} - 1000", "Bonus=-{Debt}"],
        },
        Mapping = new ShapeMapping().Only(Customer, Contact).Move(Customer, "Points", Contact, "Score", Plus(1000), Plus(-1000)).Move(Customer, "Bonus", Contact, "Debt", Negative, Negative),
        Preparation = ContactOfEach,
    });

    [Fact]
    public Task From_a_row_with_a_key_of_its_own_by_expressions() => VerifyAsync(new RecipeScenario(
        m => Contacts(m, _ => { }, Alternate, Points("Score", "Debt")), m => Contacts(m, Points("Points", "Bonus"), Alternate))
    {
        Hints = new PlanHints
        {
            Moves = ["Contacts.Score=Customers.Points", "Contacts.Debt=Customers.Bonus"],
            Ups = ["Points={Score} - 1000", "Bonus=-{Debt}"],
            Downs = ["Score={Points} + 1000", "Debt=-{Bonus}"],
        },
        Mapping = new ShapeMapping().Only(Customer, Contact).Move(Contact, "Score", Customer, "Points", Plus(-1000), Plus(1000)).Move(Contact, "Debt", Customer, "Bonus", Negative, Negative),
    });

    [Fact]
    public Task To_a_row_that_shares_a_key_of_two_columns() => VerifyAsync(new RecipeScenario(
        m => Parcels(m, Points("Weight", "Height"), Labelled), m => Parcels(m, _ => { }, Labelled, Points("Grams", "Depth")))
    {
        Hints = new PlanHints
        {
            Moves = ["Parcels.Weight=Labels.Grams", "Parcels.Height=Labels.Depth"],
            Ups = ["Grams={Weight} + 1000"],
            Downs = ["Weight={Grams} - 1000"],
        },
        Mapping = new ShapeMapping().Only(Parcel, Label).Move(Parcel, "Weight", Label, "Grams", Plus(1000), Plus(-1000)).Move(Parcel, "Height", Label, "Depth"),
        Preparation = LabelOfEach,
    });

    // The alternate key has its columns the other way round.
    [Fact]
    public Task From_a_row_with_another_key_of_two_columns() => VerifyAsync(new RecipeScenario(
        m => Parcels(m, _ => { }, Stuck, Points("Grams", "Depth")), m => Parcels(m, Points("Weight", "Height"), Stuck))
    {
        Hints = new PlanHints
        {
            Moves = ["Labels.Grams=Parcels.Weight", "Labels.Depth=Parcels.Height"],
            Ups = ["Weight={Grams} - 1000"],
            Downs = ["Grams={Weight} + 1000"],
        },
        Mapping = new ShapeMapping().Only(Parcel, Label).Move(Label, "Grams", Parcel, "Weight", Plus(-1000), Plus(1000)).Move(Label, "Depth", Parcel, "Height"),
    });

    [Fact]
    public Task Between_tables_of_an_entity_with_a_key_of_two_columns_by_expressions() => VerifyAsync(new RecipeScenario(
        m => Split(m, here: true), m => Split(m, here: false))
    {
        Hints = new PlanHints
        {
            Moves = ["Parcels.Weight=Measures.Grams"],
            Ups = ["Grams={Weight} + 1000"],
            Downs = ["Weight={Grams} - 1000"],
        },
        Mapping = new ShapeMapping().Only(Parcel).Convert(Parcel, "Weight", "Weight", Plus(1000), Plus(-1000)),
    });

    [Fact]
    public void Where_somebody_can_be_asked_what_may_have_moved() => Refuses(
        "EFP4078", Likely(new PlanHints { CanAsk = true }), "--move Customers.Note=Contacts.Remark", "--move Customers.Number=Contacts.Number", "--no-rename Customers.Note");

    [Fact]
    public void Where_nobody_can_be_asked_what_may_have_moved()
    {
        Assert.Contains("--move Customers.Note=Contacts.Remark", Warnings(Likely(PlanHints.None)), StringComparison.Ordinal);
        Assert.DoesNotContain("--move Customers.Note", Warnings(Likely(new PlanHints { NoRenames = ["Customers.Note"] })), StringComparison.Ordinal);
    }

    [Fact]
    public void To_rows_that_no_key_joins() => Refuses(
        "EFP4071",
        new RecipeScenario(
            m => Shop(m, c => c.Property<string>("Note")),
            m =>
            {
                Shop(m, _ => { });
                m.Entity(Order, e => e.Property<string>("Remark"));
            })
        {
            Hints = new PlanHints { Moves = ["Customers.Note=Orders.Remark"] },
        },
        "'Customers' and 'Orders'", "no row can get another one's");

    [Fact]
    public void By_a_foreign_key_that_may_change() => Refuses(
        "EFP4071", new RecipeScenario(m => Contacts(m, Values("Note"), Changing), m => Contacts(m, _ => { }, Changing, Values("Remark"))) { Hints = ToContacts },
        "HasAlternateKey");

    [Fact]
    public void To_a_column_that_takes_null_where_the_other_does_not() => Refuses(
        "EFP4071",
        new RecipeScenario(
            m => Contacts(m, c => c.Property<int>("Number"), Keyed), m => Contacts(m, _ => { }, Keyed, e => e.Property<int?>("Number")))
        {
            Hints = new PlanHints { Moves = ["Customers.Number=Contacts.Number"] },
        },
        "'Customers.Number' does not take null");

    [Fact]
    public void To_a_column_with_a_default() => Refuses(
        "EFP4071",
        new RecipeScenario(
            m => Contacts(m, c => c.Property<int>("Number"), Keyed), m => Contacts(m, _ => { }, Keyed, e => e.Property<int>("Number").HasDefaultValue(7)))
        {
            Hints = new PlanHints { Moves = ["Customers.Number=Contacts.Number"] },
        },
        "'Contacts.Number' has a default");

    [Fact]
    public void Of_unique_values() => Refuses(
        "EFP4071",
        new RecipeScenario(
            m => Contacts(m, c => c.HasIndex("Note").IsUnique(), Keyed, customer: Values("Note")),
            m => Contacts(m, _ => { }, Keyed, Values("Remark")))
        {
            Hints = ToContacts,
        },
        "unique by 'IX_Customers_Note'");

    [Fact]
    public void Of_unique_values_of_one_entity() => Refuses(
        "EFP4071",
        new RecipeScenario(m => Shop(m, c => Unique(c, here: true)), m => Shop(m, c => Unique(c, here: false))),
        "unique by 'IX_Customers_Street'", "may insert the value again before it deletes the row");

    [Fact]
    public void Beside_a_row_version() => Refuses(
        "EFP4074",
        new RecipeScenario(
            m => Contacts(m, Values("Note"), Keyed, Versioned),
            m => Contacts(m, _ => { }, Keyed, e =>
            {
                Versioned(e);
                Values("Remark")(e);
            }))
        {
            Hints = ToContacts,
        },
        "'Contacts.Version'");

    [Fact]
    public void In_both_directions() => Refuses(
        "EFP4071",
        new RecipeScenario(m => Contacts(m, c => c.Property<string>("Note"), Keyed, e => e.Property<int?>("Fax")),
            m => Contacts(m, c => c.Property<int?>("Fax"), Keyed, e => e.Property<string>("Note")))
        {
            Hints = new PlanHints { Moves = ["Customers.Note=Contacts.Note", "Contacts.Fax=Customers.Fax"] },
        },
        "both directions");

    [Fact]
    public void Of_a_column_that_stays() => Refuses(
        "EFP4071", new RecipeScenario(m => Contacts(m, Values("Note"), Keyed), m => Contacts(m, Values("Note"), Keyed, Values("Remark"))) { Hints = ToContacts },
        "'Customers.Note' stays");

    [Fact]
    public void To_a_column_that_was_there() => Refuses(
        "EFP4071", new RecipeScenario(m => Contacts(m, Values("Note"), Keyed, Values("Remark")), m => Contacts(m, _ => { }, Keyed, Values("Remark"))) { Hints = ToContacts },
        "'Contacts.Remark' has been there before");

    private static RecipeScenario Likely(PlanHints hints) => new(m => Contacts(m, Values("Note"), Keyed), m => Contacts(m, _ => { }, Keyed, Values("Remark"))) { Hints = hints };

    private string ContactOfEach => Server.Kind == ServerKind.PostgreSql
        ? """INSERT INTO "Contacts" ("CustomerId") SELECT "Id" FROM "Customers" WHERE "Id" NOT IN (SELECT "CustomerId" FROM "Contacts")"""
        : "INSERT INTO Contacts (CustomerId) SELECT Id FROM Customers WHERE Id NOT IN (SELECT CustomerId FROM Contacts)";

    private static Action<EntityTypeBuilder> Values(string text) => e =>
    {
        e.Property<string>(text).HasMaxLength(40);
        e.Property<int>("Number");
        e.HasIndex(text);
    };

    private string LabelOfEach => Server.Kind == ServerKind.PostgreSql
        ? """
          INSERT INTO "Labels" ("ParcelDepot", "ParcelNumber") SELECT "Depot", "Number" FROM "Parcels" p
          WHERE NOT EXISTS (SELECT 1 FROM "Labels" WHERE "ParcelDepot" = p."Depot" AND "ParcelNumber" = p."Number")
          """
        : "INSERT INTO Labels (ParcelDepot, ParcelNumber) SELECT Depot, Number FROM Parcels p "
            + "WHERE NOT EXISTS (SELECT 1 FROM Labels WHERE ParcelDepot = p.Depot AND ParcelNumber = p.Number)";

    private static Func<object?, object?> Plus(int more) => v => v is int number ? number + more : null;

    private static object? Negative(object? value) => value is int number ? -number : null;

    private static Action<EntityTypeBuilder> Points(string required, string optional) => e =>
    {
        e.Property<int>(required);
        e.Property<int?>(optional);
    };

    private static void Parcels(
        ModelBuilder model, Action<EntityTypeBuilder> parcels, Action<EntityTypeBuilder> key, Action<EntityTypeBuilder>? labels = null)
    {
        model.Entity(Parcel, e =>
        {
            KeyOfTwo(e);
            parcels(e);
        });
        model.Entity(Label, e =>
        {
            e.ToTable("Labels");
            e.Property<string>("Colour").HasMaxLength(20);
            key(e);
            labels?.Invoke(e);
        });
    }

    private static void Split(ModelBuilder model, bool here) => model.Entity(Parcel, e =>
    {
        KeyOfTwo(e);
        e.Property<string>("Colour").HasMaxLength(20);
        e.Property<int>("Weight");
        e.SplitToTable("Measures", t =>
        {
            t.Property("Colour");
            if (!here)
                t.Property("Weight").HasColumnName("Grams");
        });
    });

    private static void KeyOfTwo(EntityTypeBuilder parcel)
    {
        parcel.ToTable("Parcels");
        parcel.Property<int>("Depot").ValueGeneratedNever();
        parcel.Property<int>("Number").ValueGeneratedNever();
        parcel.HasKey("Depot", "Number");
        parcel.Property<string>("Sender").HasMaxLength(40);
    }

    private static void Labelled(EntityTypeBuilder label)
    {
        label.Property<int>("ParcelDepot").ValueGeneratedNever();
        label.Property<int>("ParcelNumber").ValueGeneratedNever();
        label.HasKey("ParcelDepot", "ParcelNumber");
        label.HasOne(Parcel).WithOne().HasForeignKey(Label, "ParcelDepot", "ParcelNumber").IsRequired();
    }

    private static void Stuck(EntityTypeBuilder label)
    {
        label.Property<int>("Id");
        label.HasKey("Id");
        label.Property<int>("ParcelDepot");
        label.Property<int>("ParcelNumber");
        label.HasAlternateKey("ParcelNumber", "ParcelDepot");
        label.HasOne(Parcel).WithOne().HasForeignKey(Label, "ParcelDepot", "ParcelNumber").IsRequired();
    }

    private static void Versioned(EntityTypeBuilder contact) => contact.Property<DateTime>("Version").IsConcurrencyToken().ValueGeneratedOnAddOrUpdate();

    private void Apart(EntityTypeBuilder customer, bool here)
    {
        Number(customer.Property<int>("Id"));
        customer.Property<string>("Phone").HasMaxLength(20);
        customer.Property<string>("Street").HasMaxLength(60).IsRequired();
        customer.Property<string>("Note").HasMaxLength(40);
        customer.SplitToTable("Details", t =>
        {
            t.Property("Phone");
            if (here)
                return;
            t.Property("Street");
            t.Property("Note").HasColumnName("Remark");
        });
        customer.HasIndex("Street");
    }

    private void Unique(EntityTypeBuilder customer, bool here)
    {
        Apart(customer, here);
        customer.HasIndex("Street").IsUnique();
    }

    private static void Contacts(
        ModelBuilder model, Action<EntityTypeBuilder> customers, Action<EntityTypeBuilder> key, Action<EntityTypeBuilder>? contacts = null,
        Action<EntityTypeBuilder>? customer = null)
    {
        Shop(model, c =>
        {
            customer?.Invoke(c);
            customers(c);
        });
        model.Entity(Contact, e =>
        {
            e.ToTable("Contacts");
            e.Property<string>("Phone").HasMaxLength(20);
            key(e);
            contacts?.Invoke(e);
        });
    }

    private static void Keyed(EntityTypeBuilder contact)
    {
        contact.Property<int>("CustomerId").ValueGeneratedNever();
        contact.HasKey("CustomerId");
        contact.HasOne(Customer).WithOne().HasForeignKey(Contact, "CustomerId").IsRequired();
    }

    private static void Alternate(EntityTypeBuilder contact)
    {
        contact.Property<int>("Id");
        contact.HasKey("Id");
        contact.Property<int>("CustomerId");
        contact.HasAlternateKey("CustomerId");
        contact.HasOne(Customer).WithOne().HasForeignKey(Contact, "CustomerId").IsRequired();
    }

    private static void Changing(EntityTypeBuilder contact)
    {
        contact.Property<int>("Id");
        contact.HasKey("Id");
        contact.Property<int>("CustomerId");
        contact.HasOne(Customer).WithOne().HasForeignKey(Contact, "CustomerId").IsRequired();
    }
}
