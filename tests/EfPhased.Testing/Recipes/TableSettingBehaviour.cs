using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

/// <summary>What MySQL's tables, columns and databases are set to: how rows are stored, character sets and collations.</summary>
public abstract class TableSettingBehaviour(TestServer server) : RecipeBehaviour(server)
{
    // Pomelo's names.
    private const string Options = "MySql:StoreOptions";
    private const string CharSet = "MySql:CharSet";

    [Fact]
    public Task Another_row_format() => VerifyAsync(Change(Stored("COMPACT"), Stored("DYNAMIC")));

    [Fact]
    public Task A_row_format_named() => VerifyAsync(Change(_ => { }, Stored("COMPACT")));

    // Without an instant way the table is built anew, beside readers and writers.
    [Fact]
    public Task Columns_of_a_compressed_table() => VerifyAsync(Change(
        customer =>
        {
            Stored("COMPRESSED")(customer);
            customer.Property<string>("Fax").HasMaxLength(20);
        },
        customer =>
        {
            Stored("COMPRESSED")(customer);
            customer.Property<int?>("Visits");
            customer.Property<int>("Points").HasDefaultValue(3);
        }));

    [Fact]
    public Task Another_character_set_for_later_columns() => VerifyAsync(Change(In("latin1"), In("utf8mb4")) with
    {
        Mapping = CustomersOnly.Values(Customer, "Email", i => $"mail{i}@example.com"),
    });

    [Fact]
    public Task Another_character_set_of_the_database() => VerifyAsync(new RecipeScenario(
        m => Shop(m.HasAnnotation(CharSet, "latin1"), In("utf8mb4")), m => Shop(m.HasAnnotation(CharSet, "utf8mb4"), In("utf8mb4")))
    {
        Mapping = CustomersOnly,
    });

    // EF Core gives a database that is there before its first migration no collation: this is what it has.
    [Fact]
    public Task Another_collation_of_the_database() => VerifyAsync(new RecipeScenario(
        m => Shop(m.UseCollation("utf8mb4_general_ci"), _ => { }), m => Shop(m.UseCollation("utf8mb4_bin"), _ => { }))
    {
        Mapping = CustomersOnly,
    });

    [Fact]
    public Task Another_collation_of_a_column() => VerifyAsync(Change(
        customer => customer.Property<string>("Nick").HasMaxLength(40).IsRequired().HasComment("as others call them"),
        customer => customer.Property<string>("Nick").HasMaxLength(40).IsRequired().HasComment("as others call them").UseCollation("utf8mb4_bin")));

    [Fact]
    public Task Another_collation_of_an_indexed_column_in_a_new_one() => VerifyAsync(Change(
        customer =>
        {
            customer.Property<string>("Nick").HasMaxLength(40);
            customer.HasIndex("Nick");
        },
        customer =>
        {
            customer.Property<string>("Nick").HasMaxLength(40).UseCollation("utf8mb4_bin").HasColumnName("NickExact");
            customer.HasIndex("Nick");
        }));

    private static Action<EntityTypeBuilder> Stored(string rowFormat) => e => e.HasAnnotation(Options, "ROW_FORMAT=" + rowFormat);

    private static Action<EntityTypeBuilder> In(string charSet) => e => e.HasAnnotation(CharSet, charSet);
}
