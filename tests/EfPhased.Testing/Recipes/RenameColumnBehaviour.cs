using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

public abstract class RenameColumnBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Optional() => VerifyAsync(Change(
        before => before.Property<string>("Name").HasMaxLength(80),
        after => after.Property<string>("FullName").HasMaxLength(80)) with
    {
        Mapping = Renaming("Name", "FullName"),
        Hints = Renamed("Name=FullName"),
    });

    [Fact]
    public Task Required() => VerifyAsync(Change(
        before => before.Property<string>("Name").HasMaxLength(80).IsRequired(),
        after => after.Property<string>("FullName").HasMaxLength(80).IsRequired()) with
    {
        Mapping = Renaming("Name", "FullName"),
        Hints = Renamed("Name=FullName"),
    });

    [Fact]
    public Task Required_number_with_a_default() => VerifyAsync(Change(
        before => before.Property<int>("Rank").HasDefaultValue(7),
        after => after.Property<int>("Level").HasDefaultValue(7)) with
    {
        Mapping = Renaming("Rank", "Level"),
        Hints = Renamed("Rank=Level"),
    });

    [Fact]
    public Task Indexed() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Name").HasMaxLength(80).IsRequired();
            before.HasIndex("Name");
            before.HasIndex("Email", "Name").HasDatabaseName("ix_both");
        },
        after =>
        {
            after.Property<string>("FullName").HasMaxLength(80).IsRequired();
            after.HasIndex("FullName");
            after.HasIndex("Email", "FullName").HasDatabaseName("ix_both");
        }) with
    {
        Mapping = Renaming("Name", "FullName"),
        Hints = Renamed("Name=FullName"),
    });

    [Fact]
    public Task Unique() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Login").HasMaxLength(80).IsRequired();
            before.HasIndex("Login").IsUnique();
        },
        after =>
        {
            after.Property<string>("UserName").HasMaxLength(80).IsRequired();
            after.HasIndex("UserName").IsUnique();
        }) with
    {
        Mapping = Renaming("Login", "UserName"),
        Hints = Renamed("Login=UserName"),
    });

    [Fact]
    public Task With_a_foreign_key() => VerifyAsync(new RecipeScenario(
        m => Referrals(m, "ReferrerId", "SponsorId"),
        m => Referrals(m, "RecommenderId", "PatronId"))
    {
        Mapping = new ShapeMapping().Only(Order).Rename(Order, "ReferrerId", "RecommenderId").Rename(Order, "SponsorId", "PatronId"),
        Hints = Renamed("ReferrerId=RecommenderId", "SponsorId=PatronId"),
    });

    [Fact]
    public Task Two_columns_of_one_index() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("First").HasMaxLength(40).IsRequired();
            before.Property<string>("Last").HasMaxLength(40);
            before.HasIndex("Last", "First");
        },
        after =>
        {
            after.Property<string>("GivenName").HasMaxLength(40).IsRequired();
            after.Property<string>("FamilyName").HasMaxLength(40);
            after.HasIndex("FamilyName", "GivenName");
        }) with
    {
        Mapping = CustomersOnly.Rename(Customer, "First", "GivenName").Rename(Customer, "Last", "FamilyName"),
        Hints = Renamed("First=GivenName", "Last=FamilyName"),
    });

    [Fact]
    public Task Identifiers_that_need_quoting()
    {
        const string quoted = "Na\"me `of` $the$ 'größe' {x}";
        var longest = "Ähnlich" + new string('n', 55);
        return VerifyAsync(Change(
            before => before.Property<string>("Name").HasColumnName(quoted).HasMaxLength(40).IsRequired(),
            after => after.Property<string>("FullName").HasColumnName(longest).HasMaxLength(40).IsRequired()) with
        {
            Mapping = Renaming("Name", "FullName"),
            Hints = Renamed("Name=FullName"),
        });
    }

    // One optional and one required foreign key to the same table.
    private static void Referrals(ModelBuilder model, string optional, string required)
    {
        Shop(model, _ => { });
        model.Entity(Order, e =>
        {
            e.Property<int?>(optional);
            e.Property<int>(required);
            e.HasOne(Customer).WithMany().HasForeignKey(optional).OnDelete(DeleteBehavior.SetNull);
            e.HasOne(Customer).WithMany().HasForeignKey(required).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
