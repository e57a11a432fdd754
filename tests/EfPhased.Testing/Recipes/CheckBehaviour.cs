using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class CheckBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Added() => VerifyAsync(Change(Aged, after => Aged(after, "[Age] > 0")) with { Mapping = CustomersOnly.OldWrites(Customer, "Age", -1) });

    [Fact]
    public Task Dropped() => VerifyAsync(Change(before => Aged(before, "[Age] > 0"), Aged) with { Mapping = CustomersOnly.NewWrites(Customer, "Age", -1) });

    [Fact]
    public Task Changed() => VerifyAsync(Change(before => Aged(before, "[Age] > 0"), after => Aged(after, "[Age] < -1 OR [Age] > 1")) with
    {
        Mapping = CustomersOnly.OldWrites(Customer, "Age", 1).NewWrites(Customer, "Age", -2),
    });

    [Fact]
    public Task Dropped_with_its_column() => VerifyAsync(Change(before => Aged(before, "[Age] > 0"), _ => { }));

    [Fact]
    public Task On_a_new_column() => VerifyAsync(Change(_ => { }, after => Aged(after, "[Age] > 0")));

    internal void Aged(EntityTypeBuilder customer) => customer.Property<int?>("Age");

    internal void Aged(EntityTypeBuilder customer, string sql)
    {
        Aged(customer);
        var quoted = Server.Kind == ServerKind.PostgreSql ? sql.Replace("[", "\"", StringComparison.Ordinal).Replace("]", "\"", StringComparison.Ordinal)
            : sql.Replace("[", "`", StringComparison.Ordinal).Replace("]", "`", StringComparison.Ordinal);
        customer.ToTable(t => t.HasCheckConstraint("CK_Age", quoted));
    }
}
