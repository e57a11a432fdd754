using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>Columns that PostgreSQL computes when they are read, from version 18 on: <c>build/test.sh</c> leaves them out on older servers.</summary>
[Trait("Since", "18")]
public sealed class VirtualColumnTests() : RecipeBehaviour(new Version18())
{
    // Async, because what looks at all scenarios speaks to older servers too.
    [Fact]
    public async Task Added() => await VerifyAsync(Change(
        before => before.Property<int>("Points"),
        after =>
        {
            after.Property<int>("Points");
            after.Property<int?>("Twice").HasComputedColumnSql("\"Points\" * 2", stored: false);
        }) with
    {
        Mapping = CustomersOnly.Values(Customer, "Points", i => i),
    });

    [Fact]
    public async Task Computed_otherwise() => await VerifyAsync(ComputedColumnBehaviour.Change(
        p => p.HasComputedColumnSql("\"Points\" * 2", stored: false), p => p.HasComputedColumnSql("\"Points\" * 3", stored: false).HasColumnName("Thrice")) with
    {
        Mapping = CustomersOnly.Values(Customer, "Points", i => i).Separate(Customer, "Twice").Computed(Customer, "Twice", r => (int)r["Points"]! * 3),
    });

    [Fact]
    public async Task Stored_and_when_read() => await VerifyAsync(ComputedColumnBehaviour.Change(
        p => p.HasComputedColumnSql("\"Points\" * 2", stored: true), p => p.HasComputedColumnSql("\"Points\" * 2", stored: false).HasColumnName("Double")) with
    {
        Mapping = CustomersOnly.Values(Customer, "Points", i => i).Separate(Customer, "Twice").Computed(Customer, "Twice", r => (int)r["Points"]! * 2),
    });

    [Fact]
    public async Task Plain_to_computed() => await VerifyAsync(ComputedColumnBehaviour.Change(
        _ => { }, p => p.HasComputedColumnSql("\"Points\" * 2", stored: false).HasColumnName("Double")) with
    {
        Hints = new PlanHints { Lossy = ["Double"] },
        Mapping = ComputedColumnBehaviour.Following(r => (int)r["Points"]! * 2),
    });

    [Fact]
    public async Task Computed_to_plain() => await VerifyAsync(ComputedColumnBehaviour.Change(
        p => p.HasComputedColumnSql("\"Points\" * 2", stored: false), p => p.HasColumnName("AllPoints")) with
    {
        Hints = new PlanHints { Lossy = ["AllPoints"] },
        Mapping = ComputedColumnBehaviour.Following(r => (int)r["Points"]! * 2),
    });

    private sealed class Version18 : PostgreSqlServer
    {
        public override void Configure(DbContextOptionsBuilder options, string connectionString)
        {
            base.Configure(options, connectionString);
            options.UseNpgsql(o => o.SetPostgresVersion(18, 0));
        }
    }
}
