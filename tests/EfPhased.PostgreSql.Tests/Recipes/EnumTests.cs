using EfPhased.Design.Planning;
using EfPhased.Testing.Faults;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Npgsql.NameTranslation;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>Enums that the server has as types, and that each version writes as its own.</summary>
public sealed class EnumTests() : RecipeBehaviour(PostgreSqlServer.Instance)
{
    private const string NoLongerAngry = "Mood2=(CASE {Mood} WHEN 'angry' THEN 'so_so' ELSE {Mood}::text END)::mood_2";
    private const string Blue = "Mood2=(CASE {Mood} WHEN 'so_so' THEN 'blue' ELSE {Mood}::text END)::mood_2";
    private const string NotBlue = "Mood=(CASE {Mood2} WHEN 'blue' THEN 'so_so' ELSE {Mood2}::text END)::mood";

    [Fact]
    public Task A_label_removed() => VerifyAsync(LabelRemoved(NoLongerAngry));

    [Fact]
    public Task A_label_renamed() => VerifyAsync(LabelRenamed(new PlanHints { Ups = [Blue], Downs = [NotBlue] }));

    // The class is the same in both versions, as it is for most who rename the type.
    [Fact]
    public Task A_type_renamed_with_a_default_and_an_index() => VerifyAsync(Enums(
        o => o.MapEnum<Mood>("mood"),
        o => o.MapEnum<Mood>("Temper"),
        c =>
        {
            c.Property<Mood>("Mood").HasDefaultValue(Mood.SoSo);
            c.HasIndex("Mood");
        },
        c =>
        {
            c.Property<Mood>("Mood").HasDefaultValueSql("'so_so'::\"Temper\"").HasColumnName("Temper");
            c.HasIndex("Mood");
        },
        mood => mood, mood => mood));

    [Fact]
    public Task Names_and_numbers_to_an_enum() => VerifyAsync(Enums(
        null,
        o => o.MapEnum<Mood>("mood"),
        c =>
        {
            c.Property<Mood>("Mood").HasConversion<string>().HasMaxLength(20);
            c.Property<Mood?>("Humour");
        },
        c =>
        {
            c.Property<Mood>("Mood").HasColumnName("Mood2");
            c.Property<Mood?>("Humour").HasColumnName("Humour2");
        },
        name => Enum.Parse<Mood>((string)name!), mood => mood!.ToString()) with
    {
        Mapping = CustomersOnly
            .Convert(Customer, "Mood", "Mood", name => Enum.Parse<Mood>((string)name!), mood => mood!.ToString())
            .Convert(Customer, "Humour", "Humour", number => number is null ? null : (Mood)(int)number, mood => mood is null ? null : (int)(Mood)mood),
    });

    [Fact]
    public Task An_enum_to_names_and_labels() => VerifyAsync(Enums(
        o => o.MapEnum<Mood>("mood"),
        null,
        c =>
        {
            c.Property<Mood>("Mood");
            c.Property<Mood?>("Humour");
        },
        c =>
        {
            c.Property<Mood>("Mood").HasConversion<string>().HasMaxLength(20).HasColumnName("MoodName");
            c.Property<string>("Humour").HasMaxLength(20).HasColumnName("HumourLabel");
        },
        mood => mood, mood => mood) with
    {
        Mapping = CustomersOnly
            .Convert(Customer, "Mood", "Mood", mood => mood!.ToString(), name => Enum.Parse<Mood>((string)name!))
            .Convert(Customer, "Humour", "Humour", mood => mood is null ? null : Label((Mood)mood), label => label is null ? null : Member((string)label)),
    });

    [Fact]
    public Task A_column_renamed() => VerifyAsync(Enums(
        o => o.MapEnum<Mood>("mood"), o => o.MapEnum<Mood>("mood"), c => c.Property<Mood>("Mood"), c => c.Property<Mood>("Temper"), m => m, m => m) with
    {
        Hints = Renamed("Mood=Temper"),
        Mapping = Renaming("Mood", "Temper"),
    });

    [Fact]
    public Task A_column_and_its_type_dropped() => VerifyAsync(Enums(
        o => o.MapEnum<Mood>("mood"), null, c => c.Property<Mood>("Mood"), _ => { }, mood => mood, mood => mood) with { Mapping = CustomersOnly });

    // It would keep the type, which the contract drops.
    [Fact]
    public void A_column_whose_type_goes_leaves_no_tombstone()
    {
        var scenario = LabelRemoved(NoLongerAngry);
        var plan = Plan(scenario with { Hints = scenario.Hints with { TombstoneFor = TimeSpan.FromDays(7) } });
        Assert.Contains(plan.Migrations[^1].Up, o => o is DropColumnOperation { Name: "Mood" });
        Assert.Contains(plan.Warnings, w => w.StartsWith("Customers.Mood is dropped without a tombstone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(CalmMood), "loses 'angry'", "--new-column Mood=Mood2 --up \"Mood2=(CASE {Mood} WHEN 'angry' THEN '<label>' ELSE {Mood}::text END)::mood_2\"")]
    [InlineData(typeof(BlueMood), "loses 'so_so'", "--new-column Mood=Mood2 --up \"" + Blue + "\" --down \"" + NotBlue + "\"")]
    public void In_place_it_is_refused_with_the_way_out(Type mood, params string[] words) => Refuses(
        "EFP4065",
        Enums(o => o.MapEnum<Mood>("mood"), o => o.MapEnum(mood, "mood"), c => c.Property<Mood>("Mood"), c => c.Property(mood, "Mood"), m => m, m => m),
        [.. words, "MapEnum<...>(\"mood_2\")"]);

    [Fact]
    public void What_becomes_of_a_label_only_the_author_knows()
    {
        Refuses("EFP4025", LabelRemoved(), "'angry'", "--up \"Mood2=(CASE {Mood} WHEN 'angry' THEN '<label>' ELSE {Mood}::text END)::mood_2\"");
        Refuses("EFP4025", LabelRenamed(PlanHints.None), "'so_so'", $"--up \"{Blue}\"");
        Refuses("EFP4025", LabelRenamed(new PlanHints { Ups = [Blue] }), "'blue'", $"--down \"{NotBlue}\"");
    }

    [Fact]
    public void Text_that_is_no_label_waits_for_the_contract() => Assert.Contains(
        "takes no texts that are no labels of mood",
        Warnings(Enums(
            o => o.MapEnum<Mood>("mood"), null, c => c.Property<Mood>("Mood"), c => c.Property<string>("Mood").IsRequired().HasColumnName("Label"), m => m, m => m)),
        StringComparison.Ordinal);

    [Fact]
    public void A_default_that_is_called_otherwise_than_its_label() => Refuses(
        "EFP4038",
        Enums(
            o => o.MapEnum<Mood>("mood", nameTranslator: new NpgsqlNullNameTranslator()),
            o => o.MapEnum<CalmMood>("mood_2"),
            c => c.Property<Mood>("Mood").HasDefaultValue((Mood)7),
            c => c.Property<CalmMood>("Mood").HasColumnName("Mood2"), m => m, m => m) with { Hints = new PlanHints { Ups = [NoLongerAngry], Downs = ["Mood='Happy'::mood"] } },
        "'<label>'::mood");

    [Theory]
    [InlineData(NoLongerAngry, true)]
    [InlineData("Mood2=CASE {Mood} WHEN 'angry' THEN 'so_so'::mood_2 ELSE {Mood} END", false)]
    public async Task The_server_reads_an_expression_of_a_type_that_is_not_there_yet(string up, bool accepted)
    {
        var scenario = LabelRemoved(up);
        await using var database = await RecipeRun.PrepareAsync(Server, scenario);
        await using var context = PlanningContext.Open(scenario.NewOn(Server), database.ConnectionString, scenario.After);
        var oldModel = scenario.OldModel(Server);
        ExpressionCheck check = new(context, context.Plan("TheChange", oldModel, scenario.Hints));
        if (accepted)
            Assert.Null(check.Run(oldModel));
        else
            Assert.Equal("EFP4092", Assert.Throws<PhasedException>(() => check.Run(oldModel)).Code);
        await using var connection = await database.OpenAsync();
        Assert.Equal(0L, await connection.ScalarAsync("SELECT count(*) FROM pg_type WHERE typname = 'mood_2'"));
    }

    // The trigger names the types, and a writer may have any search_path.
    [Fact]
    public async Task Who_does_not_see_the_types_may_write()
    {
        var scenario = LabelRemoved(NoLongerAngry);
        await using var database = await RecipeRun.PrepareAsync(Server, scenario);
        var pack = MigrationPack.Of(Server, scenario, scenario.OldModel(Server));
        await PackedRun.RunAsync(Server, database.ConnectionString, pack, new PackedCommand(Phase.Expand, Back: false), new RecordingObserver(), CancellationToken.None);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("SET search_path = ''");
        await connection.ExecuteAsync("INSERT INTO public.\"Customers\" (\"Email\", \"Mood\") VALUES ('old', 'angry')");
        await connection.ExecuteAsync("INSERT INTO public.\"Customers\" (\"Email\", \"Mood2\") VALUES ('new', 'happy')");
        await connection.ExecuteAsync("UPDATE public.\"Customers\" SET \"Mood2\" = 'so_so' WHERE \"Email\" = 'new'");
        Assert.Equal(2L, await connection.ScalarAsync("SELECT count(*) FROM public.\"Customers\" WHERE \"Mood2\"::text = 'so_so' AND \"Email\" IN ('old', 'new') AND \"Mood\"::text IN ('angry', 'so_so')"));
    }

    // A process that migrates when it starts has read the types of the database before.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_migrates_knows_the_new_type(bool synchronous)
    {
        var scenario = LabelRemoved(NoLongerAngry);
        await using var database = await RecipeRun.PrepareAsync(Server, scenario);
        await using var context = PackedContext.Open(
            scenario.NewOn(Server), database.ConnectionString, MigrationPack.Of(Server, scenario, scenario.OldModel(Server)).Assembly);
        var migrator = context.GetService<IMigrator>();
        if (synchronous)
            migrator.Migrate("TheChange_Switch");
        else
            await migrator.MigrateAsync("TheChange_Switch");

        var moods = await context.Database.SqlQuery<CalmMood>($"SELECT DISTINCT \"Mood2\" AS \"Value\" FROM \"Customers\"").ToListAsync();
        Assert.NotEmpty(moods);
    }

    private static RecipeScenario LabelRemoved(params string[] ups) => Enums(
        o => o.MapEnum<Mood>("mood"),
        o => o.MapEnum<CalmMood>("mood_2"),
        c => c.Property<Mood>("Mood"),
        c => c.Property<CalmMood>("Mood").HasColumnName("Mood2"),
        mood => (Mood)mood! == Mood.Angry ? CalmMood.SoSo : Enum.Parse<CalmMood>(mood.ToString()!),
        mood => Enum.Parse<Mood>(mood!.ToString()!)) with { Hints = new PlanHints { Ups = ups } };

    private static RecipeScenario LabelRenamed(PlanHints hints) => Enums(
        o => o.MapEnum<Mood>("mood"),
        o => o.MapEnum<BlueMood>("mood_2"),
        c =>
        {
            c.Property<Mood?>("Mood");
            c.HasIndex("Mood");
        },
        c =>
        {
            c.Property<BlueMood?>("Mood").HasColumnName("Mood2");
            c.HasIndex("Mood");
        },
        mood => mood is null ? null : (BlueMood)(int)(Mood)mood,
        mood => mood is null ? null : (Mood)(int)(BlueMood)mood) with { Hints = hints };

    // Plain EF Core would change the type of the column, which the server refuses.
    private static RecipeScenario Enums(
        Func<NpgsqlDbContextOptionsBuilder, NpgsqlDbContextOptionsBuilder>? oldTypes, Func<NpgsqlDbContextOptionsBuilder, NpgsqlDbContextOptionsBuilder>? newTypes,
        Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after, Func<object?, object?> up, Func<object?, object?> down)
        => Change(before, after) with
        {
            FromScratch = true,
            Options = (o => o.UseNpgsql(n => oldTypes?.Invoke(n)), o => o.UseNpgsql(n => newTypes?.Invoke(n))),
            Mapping = CustomersOnly.Convert(Customer, "Mood", "Mood", up, down),
        };

    private static string Label(Mood mood) => mood == Mood.SoSo ? "so_so" : mood.ToString().ToLowerInvariant();

    private static Mood Member(string label) => Enum.GetValues<Mood>().Single(m => Label(m) == label);
}
