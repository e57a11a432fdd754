using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class RegroupColumnsBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private const string Whole = "CONCAT_WS(' ', {First}, {Last})";

    /// <summary>The word before the first space of {Name}, and what follows it or null.</summary>
    protected abstract (string First, string Last) Parts { get; }

    [Fact]
    public Task One_column_into_two() => VerifyAsync(Change(OneName, TwoNames) with
    {
        Hints = new PlanHints { Ups = [$"First={Parts.First}", $"Last={Parts.Last}"], Downs = [$"Name={Whole}"] },
        Mapping = Splitting(CustomersOnly),
    });

    [Fact]
    public Task Two_columns_into_one() => VerifyAsync(Change(TwoNames, OneName) with
    {
        Hints = new PlanHints { Ups = [$"Name={Whole}"], Downs = [$"First={Parts.First}", $"Last={Parts.Last}"] },
        Mapping = Short(CustomersOnly).Regroup(Customer, ["First", "Last"], ["Name"], Join, Split),
    });

    [Fact]
    public Task One_column_into_two_optional_ones_beside_a_rename() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Name").HasMaxLength(80).IsRequired();
            before.Property<int>("Rank");
        },
        after =>
        {
            after.Property<string>("First").HasMaxLength(40);
            after.Property<string>("Last").HasMaxLength(40);
            after.Property<int>("Level");
        }) with
    {
        Hints = new PlanHints
        {
            Ups = [$"First={Parts.First}", $"Last={Parts.Last}"], Downs = [$"Name=COALESCE({Whole}, '')"], Renames = ["Rank=Level"],
        },
        Mapping = Splitting(CustomersOnly.Rename(Customer, "Rank", "Level")),
    });

    [Fact]
    public void One_side_that_is_not_told() => Refuses(
        "EFP4030",
        Change(OneName, TwoNames) with { Hints = new PlanHints { Ups = [$"First={Parts.First}", $"Last={Parts.Last}"] } },
        "--down Name=<SQL>");

    [Fact]
    public void Columns_of_both_shapes() => Refuses(
        "EFP4030",
        Change(OneName, TwoNames) with
        {
            Hints = new PlanHints { Ups = ["First=CONCAT({Name}, {Email})", $"Last={Parts.Last}"], Downs = [$"Name={Whole}"] },
        },
        "'Email' is in both shapes");

    private static ShapeMapping Splitting(ShapeMapping mapping) => Short(mapping).Regroup(Customer, ["Name"], ["First", "Last"], Split, Join);

    // Any of them fits any column, two of them too.
    private static ShapeMapping Short(ShapeMapping mapping)
        => mapping.Values(Customer, "Name", i => $"n{i} m").Values(Customer, "First", i => $"f{i}").Values(Customer, "Last", i => $"l{i}");

    private static void OneName(EntityTypeBuilder customer)
    {
        customer.Property<string>("Name").HasMaxLength(80).IsRequired();
        customer.HasIndex("Name");
    }

    private static void TwoNames(EntityTypeBuilder customer)
    {
        customer.Property<string>("First").HasMaxLength(40).IsRequired();
        customer.Property<string>("Last").HasMaxLength(40);
        customer.HasIndex("Last", "First");
    }

    private static Dictionary<string, object?> Split(IReadOnlyDictionary<string, object?> row)
    {
        var words = ((string)row["Name"]!).Split(' ', 2);
        return new() { ["First"] = words[0].Length > 0 ? words[0] : null, ["Last"] = words.Length == 2 && words[1].Length > 0 ? words[1] : null };
    }

    private static Dictionary<string, object?> Join(IReadOnlyDictionary<string, object?> row)
        => new() { ["Name"] = string.Join(' ', new[] { row["First"], row["Last"] }.Where(w => w is not null)) };
}
