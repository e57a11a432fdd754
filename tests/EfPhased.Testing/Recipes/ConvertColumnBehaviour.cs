using EfPhased.Design;
using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class ConvertColumnBehaviour(TestServer server) : RecipeBehaviour(server)
{
    internal enum Standing
    {
        New = 1,
        Regular = 2,
        Honoured = 4,
    }

    [Flags]
    internal enum Wishes
    {
        None = 0,
        News = 1,
        Offers = 2,
    }

    [Fact]
    public Task Names_of_an_enum_to_numbers() => VerifyAsync(Change(
        before =>
        {
            before.Property<Standing>("Standing").HasConversion<string>().HasMaxLength(20);
            before.HasIndex("Standing");
        },
        after =>
        {
            after.Property<Standing>("Standing").HasColumnName("StandingNumber");
            after.HasIndex("Standing");
        }) with
    {
        FromScratch = true,
        Mapping = CustomersOnly.Convert(Customer, "Standing", "Standing", n => (int)Enum.Parse<Standing>((string)n!), n => Enum.GetName((Standing)(int)n!)),
    });

    [Fact]
    public Task Optional_numbers_of_an_enum_to_names() => VerifyAsync(Change(
        before => before.Property<Standing?>("Standing"),
        after => after.Property<Standing?>("Standing").HasConversion<string>().HasMaxLength(20).HasColumnName("StandingName")) with
    {
        Mapping = CustomersOnly.Convert(
            Customer, "Standing", "Standing", n => n is null ? null : Enum.GetName((Standing)(int)n), n => n is null ? null : (int)Enum.Parse<Standing>((string)n)),
    });

    [Fact]
    public Task Flag_to_a_letter() => VerifyAsync(Change(
        before => before.Property<bool>("Active"),
        after => after.Property<bool>("Active").HasConversion(b => b ? "Y" : "N", s => s == "Y").HasMaxLength(1).HasColumnName("ActiveLetter")) with
    {
        Mapping = CustomersOnly.Convert(Customer, "Active", "Active", b => (bool)b! ? "Y" : "N", s => (string)s! == "Y"),
    });

    [Fact]
    public Task Number_to_text() => VerifyAsync(Change(
        before => before.Property<int>("Code"),
        after => after.Property<string>("Code").HasMaxLength(20).IsRequired().HasColumnName("CodeText")) with
    {
        Hints = new PlanHints { Lossy = ["CodeText"] },
        Mapping = CustomersOnly.Values(Customer, "Code", i => i)
            .Convert(Customer, "Code", "Code", n => n!.ToString(), t => int.TryParse((string)t!, out var n) ? n : 0),
    });

    [Fact]
    public Task Number_to_a_larger_one_with_a_default() => VerifyAsync(Change(
        before => before.Property<int>("Points").HasDefaultValue(7),
        after => after.Property<long>("Points").HasDefaultValue(7L).HasColumnName("AllPoints")));

    [Fact]
    public void What_a_terminal_asks_for()
    {
        Assert.Equal(["--accept-lossy Customers.CodeText"], Missing(
            before => before.Property<int>("Code"), after => after.Property<string>("Code").HasMaxLength(20).IsRequired().HasColumnName("CodeText")));
        Assert.Equal(["--up Customers.When"], Missing(
            before => before.Property<int>("Day"), after => after.Property<DateOnly>("Day").HasColumnName("When")));
        Assert.Equal(["--value Customers.Nick"], Missing(
            before => before.Property<string>("Nick").HasMaxLength(40), after => after.Property<string>("Nick").HasMaxLength(40).IsRequired()));

        IEnumerable<string> Missing(Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after)
            => Assert.IsAssignableFrom<IEnumerable<string>>(Refusal(Change(before, after)).Data[DesignErrors.MissingHints]);
    }

    [Fact]
    public Task More_digits() => VerifyAsync(Change(
        before => before.Property<decimal>("Price").HasPrecision(10, 2),
        after => after.Property<decimal>("Price").HasPrecision(12, 4).HasColumnName("ExactPrice")) with
    {
        Hints = new PlanHints { Lossy = ["Price"] },
    });

    [Fact]
    public Task Shorter_text() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(60),
        after => after.Property<string>("Nick").HasMaxLength(20).HasColumnName("ShortNick")) with
    {
        Hints = new PlanHints { Lossy = ["Nick"] },
        Mapping = CustomersOnly.Convert(Customer, "Nick", "Nick", n => n is string { Length: > 20 } text ? text[..20] : n, n => n),
    });

    [Fact]
    public Task Required_in_a_new_column() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(40),
        after => after.Property<string>("Nick").HasMaxLength(40).IsRequired().HasColumnName("NickName")) with
    {
        Hints = new PlanHints { Ups = ["NickName=COALESCE({Nick}, 'nobody')"] },
        Mapping = CustomersOnly.Convert(Customer, "Nick", "Nick", n => n ?? "nobody", n => n),
    });

    [Fact]
    public Task Optional_in_a_new_column() => VerifyAsync(Change(
        before => before.Property<string>("Nick").HasMaxLength(40).IsRequired(),
        after => after.Property<string>("Nick").HasMaxLength(40).HasColumnName("NickName")) with
    {
        Hints = new PlanHints { Downs = ["Nick=COALESCE({NickName}, 'nobody')"] },
        Mapping = CustomersOnly.Convert(Customer, "Nick", "Nick", n => n, n => n ?? "nobody"),
    });

    [Fact]
    public void Losses_that_nobody_accepts() => Refuses(
        "EFP4026",
        Change(before => before.Property<int>("Code"), after => after.Property<string>("Code").HasMaxLength(20).IsRequired().HasColumnName("CodeText")),
        "texts that are no whole numbers become 0", "--accept-lossy CodeText");

    [Fact]
    public void Values_that_the_server_would_refuse() => Refuses(
        "EFP4025",
        Change(before => before.Property<string>("Day").HasMaxLength(10), after => after.Property<DateOnly?>("Day").HasColumnName("OnDay")),
        "texts that are no dates", "--up OnDay=<SQL>");

    [Fact]
    public void Members_that_combine() => Refuses(
        "EFP4028",
        Change(
            before => before.Property<Wishes>("Wishes").HasConversion<string>().HasMaxLength(40),
            after => after.Property<Wishes>("Wishes").HasColumnName("WishBits")),
        "[Flags]");

    [Fact]
    public void Members_of_one_value() => Refuses(
        "EFP4028",
        Change(
            before => before.Property<Standing>("Standing"),
            after => after.Property<Standing>("Standing").HasColumnName("StandingLetter").HasMaxLength(1)
                .HasConversion(s => s == Standing.New ? "N" : "O", l => l == "N" ? Standing.New : Standing.Regular)),
        "'Honoured' has no value of its own");

    [Fact]
    public void Nulls_without_a_value() => Refuses(
        "EFP4029",
        Change(before => before.Property<int?>("Visits"), after => after.Property<int>("Visits").HasColumnName("AllVisits")),
        "--up AllVisits=COALESCE({Visits}, <value>)");

    [Fact]
    public void Another_type_in_the_same_column() => Refuses(
        "EFP4022", Change(before => before.Property<int>("Points"), after => after.Property<double>("Points")), "HasColumnName(\"PointsNew\")");

    [Fact]
    public void The_type_of_a_key() => Refuses("EFP4031", new RecipeScenario(Notes<long>, Notes<int>), "PK_Notes");

    private static void Notes<TKey>(ModelBuilder model) => model.Entity("App.Note", e =>
    {
        e.ToTable("Notes");
        e.Property<TKey>("Id");
        e.HasKey("Id");
    });
}
