using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class NumberingTests() : RecipeBehaviour(PostgreSqlServer.Instance)
{
    private const string Ticket = "App.Ticket";

    [Fact]
    public Task Serial_to_identity() => VerifyAsync(Keys(k => k.UseSerialColumn(), k => k.UseIdentityByDefaultColumn()));

    // Plain EF Core cannot.
    [Fact]
    public Task Identity_to_serial() => VerifyAsync(Keys(k => k.UseIdentityByDefaultColumn(), k => k.UseSerialColumn()) with { FromScratch = true });

    // Async, because tests that fill a scenario's tables with rows of their own give them numbers, which GENERATED ALWAYS refuses.
    [Fact]
    public async Task Serial_to_identity_always() => await VerifyAsync(Keys(k => k.UseSerialColumn(), k => k.UseIdentityAlwaysColumn()));

    [Fact]
    public async Task Identity_by_default_to_always() => await VerifyAsync(Keys(k => k.UseIdentityByDefaultColumn(), k => k.UseIdentityAlwaysColumn()));

    [Fact]
    public async Task Identity_always_to_by_default() => await VerifyAsync(Keys(k => k.UseIdentityAlwaysColumn(), k => k.UseIdentityByDefaultColumn()));

    [Fact]
    public Task The_applications_numbers_to_identity() => VerifyAsync(Change(
        before => before.Property<int>("Number"),
        after => after.Property<int>("Number").UseIdentityByDefaultColumn().HasIdentityOptions(startValue: 1_000_000)) with
    {
        Mapping = CustomersOnly.Values(Customer, "Number", i => i + 1),
    });

    [Fact]
    public Task The_applications_keys_to_identity()
    {
        var last = 0;
        return VerifyAsync(Keys(k => k.ValueGeneratedNever(), k => k.UseIdentityByDefaultColumn().HasIdentityOptions(startValue: 1_000_000)) with
        {
            Mapping = new ShapeMapping().Values(Ticket, "Id", _ => ++last),
        });
    }

    [Fact]
    public Task A_new_column() => VerifyAsync(Change(_ => { }, after => after.Property<int>("Number").UseIdentityByDefaultColumn()));

    [Fact]
    public async Task Whoever_may_insert_rows_may_number_them()
    {
        var scenario = Change(_ => { }, after => after.Property<int>("Number").UseIdentityByDefaultColumn());
        await using var database = await RecipeRun.PrepareAsync(Server, scenario);
        var (whole, part) = ($"test_{Guid.NewGuid():N}", $"test_{Guid.NewGuid():N}");
        await database.ExecuteAsync($"CREATE ROLE {whole}; CREATE ROLE {part}; GRANT INSERT ON \"Customers\" TO {whole}; GRANT INSERT (\"Email\") ON \"Customers\" TO {part}");
        try
        {
            await using var context = PlanningContext.Open(Server, database.ConnectionString, scenario.After);
            var expand = context.Plan("TheChange", scenario.OldModel(Server), scenario.Hints).Migrations[0];
            foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate(expand.Up, expand.TargetModel))
                await database.ExecuteAsync(command.CommandText);
            foreach (var role in new[] { whole, part })
                await database.ExecuteAsync($"SET ROLE {role}; INSERT INTO \"Customers\" (\"Email\") VALUES ('a@b'); RESET ROLE");
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {whole}, {part}; DROP ROLE {whole}; DROP ROLE {part}");
        }
    }

    [Fact]
    public void A_new_column_with_options() => Refuses(
        "EFP4034", Change(_ => { }, after => after.Property<int>("Number").UseIdentityByDefaultColumn().HasIdentityOptions(startValue: 100)), "PG-05", "HasSequence");

    [Fact]
    public void The_applications_numbers_without_a_start() => Refuses(
        "EFP4024", Change(before => before.Property<int>("Number"), after => after.Property<int>("Number").UseIdentityByDefaultColumn()), "HasIdentityOptions(startValue: <number>)");

    [Fact]
    public Task Identity_to_the_applications_numbers() => VerifyAsync(Change(
        before => before.Property<int>("Number").UseIdentityByDefaultColumn().HasIdentityOptions(maxValue: 999_999),
        after => after.Property<int>("Number")) with
    {
        Mapping = CustomersOnly.Values(Customer, "Number", i => 1_000_000 + i),
    });

    [Fact]
    public async Task Identity_always_to_the_applications_keys()
    {
        var last = 999_999;
        await VerifyAsync(Keys(k => k.UseIdentityAlwaysColumn().HasIdentityOptions(startValue: 100, maxValue: 999_999), k => k.ValueGeneratedNever()) with
        {
            Mapping = new ShapeMapping().Values(Ticket, "Id", _ => ++last),
        });
    }

    [Fact]
    public Task Identity_to_keys_that_the_application_draws() => VerifyAsync(
        new RecipeScenario(
            m => Tickets(m, k => k.UseIdentityByDefaultColumn()),
            m =>
            {
                m.HasSequence("TicketNumbers").StartsAt(1_000_000).IncrementsBy(10);
                Tickets(m, k => k.UseHiLo("TicketNumbers"));
            }));

    [Fact]
    public Task Numbers_up_to_a_limit() => VerifyAsync(Keys(
        k => k.UseIdentityByDefaultColumn(), k => k.UseIdentityByDefaultColumn().HasIdentityOptions(maxValue: 999_999)));

    [Fact]
    public void Identity_to_the_applications_numbers_without_a_limit() => Refuses(
        "EFP4024", Change(before => before.Property<int>("Number").UseIdentityByDefaultColumn(), after => after.Property<int>("Number")),
        "which may give one that the new version has chosen", "HasIdentityOptions(maxValue: <number>)", "UseHiLo");

    [Fact]
    public void Serial_to_the_applications_numbers() => Refuses(
        "EFP4024", Keys(k => k.UseSerialColumn(), k => k.ValueGeneratedNever()), "have no end", "UseIdentityByDefaultColumn()");

    [Fact]
    public void Numbers_that_count_down() => Refuses(
        "EFP4024", Keys(k => k.UseIdentityByDefaultColumn().HasIdentityOptions(incrementBy: -1, minValue: -1000, maxValue: -1), k => k.ValueGeneratedNever()), "counts down");

    [Fact]
    public void Together_with_a_default_that_goes() => Refuses(
        "EFP4024",
        Change(before => before.Property<int>("Number").HasDefaultValueSql("1"), after => after.Property<int>("Number").UseIdentityByDefaultColumn()),
        "default of it changes at the same time");

    private static RecipeScenario Keys(Action<PropertyBuilder<int>> before, Action<PropertyBuilder<int>> after)
        => new(m => Tickets(m, before), m => Tickets(m, after));

    private static void Tickets(ModelBuilder model, Action<PropertyBuilder<int>> key) => model.Entity(Ticket, e =>
    {
        e.ToTable("Tickets");
        key(e.Property<int>("Id"));
        e.HasKey("Id");
        e.Property<string>("Title").HasMaxLength(40);
    });
}
