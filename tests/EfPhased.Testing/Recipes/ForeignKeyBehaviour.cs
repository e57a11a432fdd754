using EfPhased.Design;
using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class ForeignKeyBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task On_a_new_optional_column() => VerifyAsync(Orders(
        _ => { },
        order =>
        {
            order.Property<int?>("ReferrerId");
            order.HasOne(Customer).WithMany().HasForeignKey("ReferrerId").OnDelete(DeleteBehavior.SetNull);
        }));

    [Fact]
    public Task On_a_new_required_column() => VerifyAsync(Orders(
        _ => { },
        order =>
        {
            order.Property<int>("PayerId");
            order.HasOne(Customer).WithMany().HasForeignKey("PayerId").IsRequired();
        }) with
    {
        Hints = new PlanHints { Values = ["Orders.PayerId={BuyerId}"] },
    });

    [Fact]
    public async Task On_a_new_required_column_without_a_value_is_refused()
    {
        var error = await Assert.ThrowsAsync<PhasedException>(() => RecipeRun.VerifyAsync(Server, Orders(
            _ => { },
            order =>
            {
                order.Property<int>("PayerId");
                order.HasOne(Customer).WithMany().HasForeignKey("PayerId").IsRequired();
            })));

        Assert.Equal("EFP4043", error.Code);
        Assert.Contains("--value PayerId=<SQL>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task On_an_existing_column() => VerifyAsync(Orders(
        order => order.Property<int?>("ReferrerId"),
        order =>
        {
            order.Property<int?>("ReferrerId");
            order.HasOne(Customer).WithMany().HasForeignKey("ReferrerId");
        }));

    [Fact]
    public Task Dropped() => VerifyAsync(Orders(
        order =>
        {
            order.Property<int?>("ReferrerId");
            order.HasOne(Customer).WithMany().HasForeignKey("ReferrerId").OnDelete(DeleteBehavior.Cascade);
        },
        order => order.Property<int?>("ReferrerId")));

    [Fact]
    public Task Begins_to_follow_up() => VerifyAsync(Orders(
        order => Referrer(order, DeleteBehavior.Restrict), order => Referrer(order, DeleteBehavior.Cascade)));

    [Fact]
    public Task Ends_to_follow_up() => VerifyAsync(Orders(
        order => Referrer(order, DeleteBehavior.Cascade), order => Referrer(order, DeleteBehavior.Restrict)));

    [Fact]
    public Task Renamed() => VerifyAsync(Orders(
        order => Referrer(order, DeleteBehavior.SetNull), order => Referrer(order, DeleteBehavior.SetNull, "fk_referrer")));

    [Fact]
    public Task To_another_table() => VerifyAsync(new RecipeScenario(
        m => WithAgents(m, Customer), m => WithAgents(m, "App.Agent"))
    {
        Mapping = new ShapeMapping().Only(Order),
        Correction = Server.Kind == ServerKind.PostgreSql ? "UPDATE \"Orders\" SET \"BroughtById\" = NULL" : "UPDATE Orders SET BroughtById = NULL",
    });

    [Fact]
    public Task To_a_new_alternate_key() => VerifyAsync(Orders(
        order => order.Property<string>("BuyerEmail").HasMaxLength(100),
        order =>
        {
            order.Property<string>("BuyerEmail").HasMaxLength(100);
            order.HasOne(Customer).WithMany().HasForeignKey("BuyerEmail").HasPrincipalKey("Email");
        }) with
    {
        Mapping = new ShapeMapping().Only(Order, Customer),
    });

    private static void Referrer(EntityTypeBuilder order, DeleteBehavior behavior, string? name = null)
    {
        order.Property<int?>("ReferrerId");
        var key = order.HasOne(Customer).WithMany().HasForeignKey("ReferrerId").OnDelete(behavior);
        if (name is not null)
            key.HasConstraintName(name);
    }

    private static void WithAgents(ModelBuilder model, string principal)
    {
        Shop(model, _ => { });
        model.Entity("App.Agent", e =>
        {
            e.ToTable("Agents");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Name").HasMaxLength(40);
        });
        model.Entity(Order, e =>
        {
            e.Property<int?>("BroughtById");
            e.HasOne(principal).WithMany().HasForeignKey("BroughtById");
        });
    }

    /// <summary>A change of orders alone.</summary>
    internal static RecipeScenario Orders(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after) => new(
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, before);
        },
        m =>
        {
            Shop(m, _ => { });
            m.Entity(Order, after);
        })
    {
        Mapping = new ShapeMapping().Only(Order),
    };
}
