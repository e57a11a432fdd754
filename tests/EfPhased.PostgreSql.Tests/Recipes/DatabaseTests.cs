using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>Types, collations, extensions, schemas and sequences, which only PostgreSQL has.</summary>
public sealed class DatabaseTests() : RecipeBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task Enum_types_that_come_go_and_grow() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.HasPostgresEnum("mood", ["happy", "sad"]);
            m.HasPostgresEnum("colour", ["red"]);
        },
        m =>
        {
            Shop(m, _ => { });
            m.HasPostgresEnum("mood", ["angry", "happy", "so-so", "sad", "it's"]);
            m.HasPostgresEnum("size", ["s", "m"]);
        })
    {
        Mapping = CustomersOnly,
        Remains = ["enum public.mood"],
    });

    // The server refuses a label in the transaction that added it, which is plain EF Core's.
    [Fact]
    public Task An_enum_value_that_is_used_at_once() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.HasPostgresEnum("mood", ["happy"]);
        },
        m =>
        {
            Shop(m, c => c.Property<string>("Mood").HasMaxLength(20).IsRequired().HasDefaultValueSql("('sad'::mood)::text"));
            m.HasPostgresEnum("mood", ["happy", "sad"]);
        })
    {
        FromScratch = true,
        Mapping = CustomersOnly,
        Remains = ["enum public.mood"],
    });

    [Theory]
    [InlineData("happy")]
    [InlineData("sad,happy")]
    [InlineData("happy,glad")]
    public void Enum_types_that_lose_a_label_or_their_order_are_refused(string labels)
        => Refused("EFP4065", m => m.HasPostgresEnum("mood", ["happy", "sad"]), m => m.HasPostgresEnum("mood", labels.Split(',')));

    [Fact]
    public Task Extensions_and_collations() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.HasCollation("old_german", "de-x-icu", "icu", deterministic: true);
        },
        m =>
        {
            Shop(m, _ => { });
            m.HasPostgresExtension("citext");
            m.HasCollation("any_case", "en-u-ks-primary", "icu", deterministic: false);
        })
    {
        Mapping = CustomersOnly,
        Remains = ["extension public.citext"],
    });

    [Fact]
    public Task An_extension_that_goes() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.HasPostgresExtension("citext");
        },
        m => Shop(m, _ => { }))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Ranges() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, _ => { });
            m.HasPostgresRange("timerange", "time");
        })
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public void A_changed_collation_is_refused()
        => Refused("EFP4066", m => m.HasCollation("c", "de-x-icu", "icu", true), m => m.HasCollation("c", "en-x-icu", "icu", true));

    [Fact]
    public void The_database_s_own_collation_is_refused() => Refused("EFP4067", _ => { }, m => m.UseCollation("C"));

    [Fact]
    public Task Sequences() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.HasSequence<int>("Tickets", "desk").StartsAt(5).IncrementsBy(2).HasMin(1).HasMax(900).IsCyclic();
            m.HasSequence<long>("Wider").HasMax(1000);
            m.HasSequence<long>("Narrower").HasMax(1000);
            m.HasSequence<long>("Later").StartsAt(10);
        },
        m =>
        {
            Shop(m, _ => { });
            m.HasSequence<int>("Numbers").StartsAt(100);
            m.HasSequence<long>("Wider").HasMax(2000);
            m.HasSequence<long>("Narrower").HasMax(500);
            m.HasSequence<long>("Later").StartsAt(1000);
        })
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Sequences_never_go_back() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.HasSequence<long>("Numbers").StartsAt(1000);
        },
        m =>
        {
            Shop(m, _ => { });
            m.HasSequence<long>("Numbers").StartsAt(10);
        })
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public void A_sequence_that_both_versions_would_count_differently_is_refused()
        => Refused("EFP4062", m => m.HasSequence<long>("S").IncrementsBy(10), m => m.HasSequence<long>("S").IncrementsBy(100));

    [Fact]
    public void A_renamed_or_moved_sequence_is_refused()
    {
        Refused("EFP4063", m => m.HasSequence<long>("S"), m => m.HasSequence<long>("T"));
        Refused("EFP4063", m => m.HasSequence<long>("S"), m => m.HasSequence<long>("S", "other"));
    }

    [Fact]
    public void A_sequence_of_another_type_is_refused()
        => Refused("EFP4064", m => m.HasSequence<int>("S"), m => m.HasSequence<long>("S"));

    [Fact]
    public Task Storage_parameters() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => c.HasStorageParameter("fillfactor", 90)),
        m => Shop(m, c => c.HasStorageParameter("fillfactor", 70)))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public void A_table_that_stops_being_logged_is_refused()
        => Refused("EFP4060", m => Shop(m, _ => { }), m => Shop(m, c => c.IsUnlogged()));

    [Fact]
    public Task Table_in_a_new_schema() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, _ => { });
            m.Entity("App.Parcel", e =>
            {
                e.ToTable("Parcels", "post");
                e.Property<int>("Id");
                e.HasKey("Id");
            });
        })
    {
        Mapping = CustomersOnly,
        Remains = ["schema post"],
    });
}
