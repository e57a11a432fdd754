using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Xunit;

namespace EfPhased.Pomelo.Tests;

/// <summary>What Pomelo hands down: the character set and the collation of the database are its tables', and theirs their columns'.</summary>
public sealed class CharSetTests() : RecipeBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";

    [Fact]
    public void A_table_names_one_for_the_first_time() => Refuses(
        "EFP4022", new RecipeScenario(Unnamed(_ => { }), Unnamed(c => c.HasCharSet("latin1"))), "'Customers.Email'", "does not name to latin1", "SHOW CREATE TABLE");

    [Fact]
    public void The_database_names_one_for_the_first_time() => Refuses(
        "EFP4022", new RecipeScenario(Unnamed(_ => { }), m => RecipeBehaviour.Shop(m.HasCharSet("latin1"), _ => { })), "'Customers.Email'", "does not name to latin1");

    [Fact]
    public void A_column_names_none_any_more() => Refuses(
        "EFP4022", new RecipeScenario(Unnamed(c => c.Property<string>("Email").HasCharSet("latin1")), Unnamed(_ => { })), "from the character set latin1 to one that the model does not name");

    [Fact]
    public void A_table_names_none_any_more() => Refuses("EFP4061", new RecipeScenario(Unnamed(c => c.HasCharSet("latin1")), Unnamed(_ => { })), "'Customers'");

    [Fact]
    public void The_database_names_none_any_more() => Refuses(
        "EFP4061", new RecipeScenario(m => RecipeBehaviour.Shop(m.HasCharSet("latin1"), _ => { }), Unnamed(_ => { })), "The database");

    [Fact]
    public void A_table_has_another_one() => Refuses("EFP4022", Change(c => c.HasCharSet("latin1"), c => c.HasCharSet("utf8mb4")), "from the character set latin1 to utf8mb4", "MY-29");

    /// <summary>What the refusal advises: the old column keeps what the new model's table has no more.</summary>
    [Fact]
    public Task A_table_has_another_one_and_its_text_a_new_column() => VerifyAsync(
        Change(c => c.HasCharSet("latin1"), c => c.HasCharSet("utf8mb4").Property<string>("Email").HasColumnName("EmailNew")) with
        {
            Hints = new PlanHints { Lossy = ["EmailNew"] },
            Mapping = CustomersOnly.Values(Customer, "Email", i => $"mail{i}@éxample.com"),
        });

    /// <summary>Nothing is converted where there is no text; the way back leaves what nobody knows a name for.</summary>
    [Fact]
    public Task A_table_without_text_names_one_for_the_first_time() => VerifyAsync(new RecipeScenario(Unnamed(_ => { }), OrdersIn("latin1"))
    {
        Left = OrdersIn("latin1"),
        Mapping = CustomersOnly,
    });

    /// <summary>A collation stands for its character set, which is then named no more.</summary>
    [Fact]
    public Task The_database_names_a_collation() => VerifyAsync(
        new RecipeScenario(m => RecipeBehaviour.Shop(m, _ => { }), m => RecipeBehaviour.Shop(m.UseCollation("utf8mb4_bin"), _ => { })) { Mapping = CustomersOnly });

    /// <summary>Pomelo says the old collation in another place than the new one, which is no difference.</summary>
    [Fact]
    public void A_comment_under_a_collation_of_the_database()
    {
        static Action<ModelBuilder> Commented(string? comment) => m => RecipeBehaviour.Shop(m.UseCollation("utf8mb4_bin"), c =>
        {
            c.HasIndex("Email");
            c.Property<string>("Email").HasComment(comment);
        });
        var alter = Assert.IsType<AlterColumnOperation>(Assert.Single(Plan(new RecipeScenario(Commented(null), Commented("where to write to"))).Migrations.Single().Up));
        Assert.Equal("utf8mb4_bin", alter.OldColumn.Collation);
        Assert.Equal("where to write to", alter.Comment);
    }

    /// <summary>For a table that loses its character set Pomelo writes several statements, which ask what it has first.</summary>
    [Fact]
    public void A_table_that_loses_it_has_no_online_form()
    {
        AlterTableOperation alter = new() { Name = "Customers" };
        alter.OldTable["MySql:CharSet"] = "latin1";
        using var context = PlanningContext.Open(Server, Server.AdministratorConnectionString, m => RecipeBehaviour.Shop(m, _ => { }));
        var error = Assert.Throws<PhasedException>(() => context.GetService<IMigrationsSqlGenerator>().Generate([PlannedStep.Mark(alter)]));
        Assert.Equal("EFP2062", error.Code);
    }

    private static Action<ModelBuilder> OrdersIn(string charSet) => m =>
    {
        Unnamed(_ => { })(m);
        m.Entity(Order).HasCharSet(charSet);
    };

    // Without a word Pomelo names utf8mb4 for everything.
    private static Action<ModelBuilder> Unnamed(Action<EntityTypeBuilder> customer) => m => RecipeBehaviour.Shop(m.HasCharSet(null, DelegationModes.ApplyToAll), customer);
}
