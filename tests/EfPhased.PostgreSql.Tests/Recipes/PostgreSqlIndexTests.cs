using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>What only PostgreSQL's indexes have.</summary>
public sealed class PostgreSqlIndexTests() : RecipeBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task Filtered_and_unique() => VerifyAsync(Change(
        Named,
        customer =>
        {
            Named(customer);
            customer.HasIndex("Name").IsUnique().HasFilter("\"Email\" <> ''");
        }));

    [Fact]
    public Task Included_columns_changed() => VerifyAsync(Change(
        customer =>
        {
            Named(customer);
            customer.HasIndex("Email").IsUnique();
        },
        customer =>
        {
            Named(customer);
            customer.HasIndex("Email").IsUnique().HasAnnotation("Npgsql:IndexInclude", new[] { "Name" });
        }));

    [Fact]
    public Task Method_and_operators() => VerifyAsync(Change(
        Named,
        customer =>
        {
            Named(customer);
            customer.HasIndex("Name").HasMethod("hash");
            customer.HasIndex("Email").HasOperators("text_pattern_ops");
        }));

    private static void Named(EntityTypeBuilder customer) => customer.Property<string>("Name").HasMaxLength(40);
}
