using EfPhased.Design.Planning;
using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class AlterColumnTests() : AlterColumnBehaviour(MySqlServer.Instance)
{
    [Fact]
    public Task Computed_when_read() => VerifyAsync(Change(
        before => before.Property<int>("Points"),
        after =>
        {
            after.Property<int>("Points");
            after.Property<int?>("Twice").HasComputedColumnSql("`Points` * 2", stored: false);
        }));

    // The key's own column: nothing else can be numbered.
    [Fact]
    public void Numbers_by_the_server() => Refuses(
        "EFP4024", new RecipeScenario(m => Tickets(m, generated: false), m => Tickets(m, generated: true)), "MY-35", "gh-ost");

    [Fact]
    public void Numbers_by_the_application() => Refuses(
        "EFP4024", new RecipeScenario(m => Tickets(m, generated: true), m => Tickets(m, generated: false)), "MY-35");

    private static void Tickets(ModelBuilder model, bool generated) => model.Entity("App.Ticket", e =>
    {
        e.ToTable("Tickets");
        var key = e.Property<int>("Id");
        if (generated)
            key.ValueGeneratedOnAdd();
        else
            key.ValueGeneratedNever();
        e.HasKey("Id");
    });

    [Fact]
    public void Longer_text_whose_length_takes_another_byte() => Refuses(
        "EFP4022",
        Change(before => before.Property<string>("Nick").HasMaxLength(40), after => after.Property<string>("Nick").HasMaxLength(80)),
        "MY-24");

    [Fact]
    public void Text_of_another_character_set() => Refuses(
        "EFP4022",
        Change(before => Nick(before, "latin1"), after => Nick(after, "utf8mb4")),
        "from the character set latin1 to utf8mb4", "MY-29");

    // The server may have either; nothing of the model says which.
    [Fact]
    public void Text_whose_character_set_is_named_for_the_first_time() => Refuses(
        "EFP4022",
        Change(before => before.Property<string>("Nick").HasMaxLength(40), after => Nick(after, "latin1")),
        "that the model does not name to latin1", "MY-29", "SHOW CREATE TABLE");

    [Fact]
    public void Text_whose_character_set_is_named_no_more() => Refuses(
        "EFP4022",
        Change(before => Nick(before, "latin1"), after => after.Property<string>("Nick").HasMaxLength(40)),
        "from the character set latin1 to one that the model does not name", "HasCharSet");

    [Fact]
    public void Text_whose_character_set_is_named_for_the_first_time_in_a_new_column() => Refuses(
        "EFP4022",
        Change(before => before.Property<string>("Nick").HasMaxLength(40), after => Nick(after, "latin1").HasColumnName("NickNew")),
        "'Customers.NickNew'", "that the model does not name to latin1");

    [Fact]
    public void Text_of_another_character_set_in_a_new_column_that_lacks_characters() => Refuses(
        "EFP4026",
        Change(before => Nick(before, "utf8mb4"), after => Nick(after, "latin1").HasColumnName("NickNew")),
        "from Nick to NickNew, characters that latin1 lacks become ?", "--accept-lossy NickNew");

    [Fact]
    public void A_collation_names_the_character_set_that_it_belongs_to()
    {
        var plan = Plan(Change(before => Nick(before, "utf8mb4"), after => after.Property<string>("Nick").HasMaxLength(40).UseCollation("utf8mb4_bin")));
        Assert.Equal(["AlterColumn Customers.Nick"], plan.Migrations.Single().Up.Select(o => OperationKey.Of(o).ToString()));
    }

    /// <summary>Providers keep in annotations what EF Core has no word for.</summary>
    [Fact]
    public void What_stands_in_an_annotation_is_not_left_out_as_if_the_default_alone_changed()
    {
        AlterColumnOperation alter = new()
        {
            Table = "Customers", Name = "Nick", ClrType = typeof(string), ColumnType = "varchar(40)", IsNullable = true,
            OldColumn = new AddColumnOperation { ClrType = typeof(string), ColumnType = "varchar(40)", IsNullable = true },
        };
        alter["MySql:SpatialReferenceSystemId"] = 4326;
        using var context = PlanningContext.Open(Server, Server.AdministratorConnectionString, m => Shop(m, _ => { }));
        var command = context.GetService<IMigrationsSqlGenerator>().Generate([PlannedStep.Mark(alter)]).Single().CommandText;
        Assert.StartsWith("ALTER TABLE `Customers` MODIFY COLUMN `Nick` ", command, StringComparison.Ordinal);
    }

    /// <summary>Pomelo has some operations made by several statements, of which none can be asked to let others go on.</summary>
    [Fact]
    public void An_online_operation_without_an_online_form_is_refused()
    {
        CreateTableOperation create = new() { Name = "Notes", Columns = { new AddColumnOperation { Table = "Notes", Name = "Id", ClrType = typeof(int) } } };
        using var context = PlanningContext.Open(Server, Server.AdministratorConnectionString, m => Shop(m, _ => { }));
        var error = Assert.Throws<PhasedException>(() => context.GetService<IMigrationsSqlGenerator>().Generate([PlannedStep.Mark(create)]));
        Assert.Equal("EFP2062", error.Code);
        Assert.Contains("'CREATE TABLE `Notes`", error.Message, StringComparison.Ordinal);
    }

    private static PropertyBuilder<string> Nick(EntityTypeBuilder customer, string charSet)
        => customer.Property<string>("Nick").HasMaxLength(40).HasAnnotation("MySql:CharSet", charSet);
}
