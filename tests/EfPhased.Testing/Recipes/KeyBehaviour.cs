using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class KeyBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task Alternate() => VerifyAsync(Change(_ => { }, after => after.HasAlternateKey("Email")));

    [Fact]
    public Task Alternate_dropped() => VerifyAsync(Change(before => before.HasAlternateKey("Email"), _ => { }));

    [Fact]
    public Task Alternate_where_an_index_was_unique() => VerifyAsync(Change(
        before => before.HasIndex("Email").IsUnique(), after => after.HasAlternateKey("Email")));

    [Fact]
    public Task Alternate_made_wider_under_its_name() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.HasAlternateKey("Email").HasName("ak");
        },
        after =>
        {
            Named(after);
            after.HasAlternateKey("Email", "Name").HasName("ak");
        }));

    [Fact]
    public Task Alternate_made_narrower_under_its_name() => VerifyAsync(Change(
        before =>
        {
            Named(before);
            before.HasAlternateKey("Email", "Name").HasName("ak");
        },
        after =>
        {
            Named(after);
            after.HasAlternateKey("Email").HasName("ak");
        }));

    protected static void Named(EntityTypeBuilder customer) => customer.Property<string>("Name").HasMaxLength(40).IsRequired();
}
