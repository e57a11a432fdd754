using EfPhased.Design;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class IndexBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Unique() => VerifyAsync(Change(_ => { }, after => after.HasIndex("Email").IsUnique()));

    [Fact]
    public Task Unique_where_the_old_model_says_so_already() => VerifyAsync(Change(
        Named,
        after =>
        {
            Named(after);
            after.HasIndex("Name", "Id").IsUnique();
        }));

    [Fact]
    public Task Unique_on_a_new_optional_column() => VerifyAsync(Change(
        _ => { },
        after =>
        {
            after.Property<string>("TaxNumber").HasMaxLength(20);
            after.HasIndex("TaxNumber").IsUnique();
        }));

    [Fact]
    public Task Renamed() => VerifyAsync(Change(
        before => before.HasIndex("Email").HasDatabaseName("ix_mail"),
        after => after.HasIndex("Email").HasDatabaseName("ix_customers_email")));

    [Fact]
    public Task Renamed_to_the_name_of_one_that_is_dropped() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.HasIndex("Name").HasDatabaseName("ix_a");
            before.HasIndex("Email").HasDatabaseName("ix_b");
        },
        after =>
        {
            Named(after);
            after.HasIndex("Email").HasDatabaseName("ix_a");
        }));

    [Fact]
    public Task Dropped() => VerifyAsync(Change(before => before.HasIndex("Email"), _ => { }));

    // EF Core drops the old index first, which MySQL refuses while a foreign key has no other.
    [Fact]
    public Task Replaced_under_a_foreign_key() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, o => o.HasIndex("BuyerId", "Amount"));
        })
    {
        FromScratch = Server.Kind == ServerKind.MySql,
    });

    [Fact]
    public Task Dropped_that_a_foreign_key_used() => VerifyAsync(new RecipeScenario(
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, o => o.HasIndex("BuyerId", "Amount"));
        },
        m => Shop(m, _ => { }))
    {
        FromScratch = Server.Kind == ServerKind.MySql,
    });

    [Fact]
    public Task Unique_dropped() => VerifyAsync(Change(before => before.HasIndex("Email").IsUnique(), _ => { }));

    [Fact]
    public Task Made_unique() => VerifyAsync(Change(before => before.HasIndex("Email"), after => after.HasIndex("Email").IsUnique()));

    [Fact]
    public Task Made_plain() => VerifyAsync(Change(before => before.HasIndex("Email").IsUnique(), after => after.HasIndex("Email")));

    [Fact]
    public Task Order_changed() => VerifyAsync(Change(
        before => before.HasIndex("Email").HasDatabaseName("ix_email"),
        after => after.HasIndex("Email").IsDescending().HasDatabaseName("ix_email")));

    [Fact]
    public Task Column_added_to_a_unique_one() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.HasIndex("Email").IsUnique().HasDatabaseName("ix_email");
        },
        after =>
        {
            Named(after);
            after.HasIndex("Email", "Name").IsUnique().HasDatabaseName("ix_email");
        }));

    [Fact]
    public Task Column_taken_from_a_unique_one() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.HasIndex("Email", "Name").IsUnique().HasDatabaseName("ix_email");
        },
        after =>
        {
            Named(after);
            after.HasIndex("Email").IsUnique().HasDatabaseName("ix_email");
        }));

    [Fact]
    public Task Another_column_unique() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.HasIndex("Email").IsUnique().HasDatabaseName("ix_unique");
        },
        after =>
        {
            Named(after);
            after.HasIndex("Name").IsUnique().HasDatabaseName("ix_unique");
        }));

    [Fact]
    public Task Unique_together_with_a_new_column_and_a_dropped_one() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.Property<string>("Nickname").HasMaxLength(40);
            before.HasIndex("Nickname");
        },
        after =>
        {
            Named(after);
            after.HasIndex("Name").IsUnique();
            after.Property<int?>("Age");
            after.HasIndex("Age", "Email");
        }) with
    {
        Hints = new Design.Planning.PlanHints { NoRenames = ["Nickname"] },
    });

    [Fact]
    public async Task Two_names_that_change_places_are_refused()
    {
        var error = await Assert.ThrowsAsync<PhasedException>(() => RecipeRun.VerifyAsync(Server, Change(
            before =>
            {
                Named(before);
                before.HasIndex("Name").HasDatabaseName("ix_a");
                before.HasIndex("Email").HasDatabaseName("ix_b");
            },
            after =>
            {
                Named(after);
                after.HasIndex("Name").HasDatabaseName("ix_b");
                after.HasIndex("Email").HasDatabaseName("ix_a");
            })));

        Assert.Equal("EFP4010", error.Code);
    }

    protected static void Named(EntityTypeBuilder customer) => customer.Property<string>("Name").HasMaxLength(40).IsRequired();
}
