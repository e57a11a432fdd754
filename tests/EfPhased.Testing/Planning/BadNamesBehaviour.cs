using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Planning;

/// <summary>Names and expressions that the server would not take.</summary>
public abstract class BadNamesBehaviour(TestServer server)
{
    private static readonly string Long = new('x', 70);

    [Fact]
    public void A_name_that_the_server_would_cut_off()
        => Refused("EFP4090", _ => { }, c => c.Property<int?>("Short").HasColumnName(Long), PlanHints.None);

    [Fact]
    public void Two_columns_that_differ_by_case_alone()
    {
        void Before(EntityTypeBuilder c) => c.Property<string>("Nick").HasMaxLength(40);
        void After(EntityTypeBuilder c) => c.Property<string>("NICK").HasMaxLength(40);
        Refused("EFP4091", Before, After, new PlanHints { Renames = ["Nick=NICK"] });
    }

    [Fact]
    public void A_hint_that_is_given_twice()
        => Refused("EFP4080", _ => { }, Login, new PlanHints { Values = ["Login='a'", "Login='b'"] });

    [Theory]
    [InlineData("Login=lower({Email)")]
    [InlineData("Login=lower({Nothing})")]
    [InlineData("Nothing=lower({Email})")]
    [InlineData("Login")]
    public void An_expression_that_does_not_parse_or_names_no_column(string hint)
        => Refused("EFP4011", _ => { }, Login, new PlanHints { Values = [hint] });

    [Theory]
    [InlineData("Login=lower({Email})", true)]
    [InlineData("Login=concat({Email}, '{{', '}}')", true)]
    [InlineData("Login=no_such_function({Email})", false)]
    [InlineData("Login=lower({Email}))", false)]
    [InlineData("Login=email_without_braces", false)]
    public async Task The_server_reads_an_expression_first(string hint, bool accepted)
    {
        await using var database = await server.CreateDatabaseAsync();
        var oldModel = Old(_ => { });
        await PlainEf.CreateAsync(server, database.ConnectionString, oldModel);
        await using var context = PlanningContext.Open(server, database.ConnectionString, m => RowModels.Shop(m, Login));
        var plan = context.Plan("TheChange", oldModel, new PlanHints { Values = [hint] });
        ExpressionCheck check = new(context, plan);
        if (accepted)
            Assert.Null(check.Run(oldModel));
        else
            Assert.Equal("EFP4092", Assert.Throws<PhasedException>(() => check.Run(oldModel)).Code);
    }

    [Fact]
    public async Task A_database_that_is_behind_cannot_read_them()
    {
        await using var database = await server.CreateDatabaseAsync();
        var oldModel = Old(_ => { });
        await using var context = PlanningContext.Open(server, database.ConnectionString, m => RowModels.Shop(m, Login));
        var plan = context.Plan("TheChange", oldModel, new PlanHints { Values = ["Login=lower({Email})"] });
        Assert.Contains("Customers", new ExpressionCheck(context, plan).Run(oldModel), StringComparison.Ordinal);
    }

    private static void Login(EntityTypeBuilder customer) => customer.Property<string>("Login").HasMaxLength(100).IsRequired();

    private void Refused(string code, Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after, PlanHints hints)
        => Assert.Equal(code, Assert.Throws<PhasedException>(() => Plan(before, after, hints, server.AdministratorConnectionString)).Code);

    private PhasedPlan Plan(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after, PlanHints hints, string connectionString)
    {
        using var context = PlanningContext.Open(server, connectionString, m => RowModels.Shop(m, after));
        return context.Plan("TheChange", Old(before), hints);
    }

    private IModel Old(Action<EntityTypeBuilder> customer) => TestModels.Build(server, m => RowModels.Shop(m, customer));
}
