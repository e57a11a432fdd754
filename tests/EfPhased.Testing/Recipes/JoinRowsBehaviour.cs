using EfPhased.Design.Planning;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

/// <summary>A foreign key that becomes rows of a new table, so that what referred to one refers to several.</summary>
public abstract class JoinRowsBehaviour(TestServer server) : RecipeBehaviour(server)
{
    private const string Post = "App.Post";
    private const string Tag = "App.Tag";
    private const string PostTag = "App.PostTag";
    private const string Person = "App.Person";

    private static readonly PlanHints Joining = new() { Moves = ["Posts.TagId=PostTag.TagsId"] };
    private static readonly ShapeMapping Joined = new ShapeMapping().Only(Post, PostTag).Join(Post, "TagId", PostTag);

    [Fact]
    public Task A_foreign_key_to_rows_that_join() => VerifyAsync(new RecipeScenario(m => Blog(m, Refers()), m => Blog(m, _ => { }, Joins())) { Hints = Joining, Mapping = Joined });

    [Fact]
    public Task One_that_sets_null_from_a_key_of_two_columns_to_a_text() => VerifyAsync(new RecipeScenario(
        m => Parcels(m, joins: false), m => Parcels(m, joins: true))
    {
        Hints = new PlanHints { Moves = ["Parcels.MarkCode=ParcelMarks.Code"] },
        Mapping = new ShapeMapping().Only("App.Parcel", "App.ParcelMark").Join("App.Parcel", "MarkCode", "App.ParcelMark"),
    });

    [Fact]
    public Task To_rows_that_join_those_of_one_table() => VerifyAsync(new RecipeScenario(m => People(m, joins: false), m => People(m, joins: true))
    {
        Hints = new PlanHints { Moves = ["People.ParentId=Ancestries.AncestorId"] },
        Mapping = new ShapeMapping().Join(Person, "ParentId", "App.Ancestry"),
    });

    /// <summary>What an application writes: a reference that becomes a collection.</summary>
    [Fact]
    public Task A_navigation_to_two_collections() => VerifyAsync(new RecipeScenario(m => Navigating(m, joins: false), m => Navigating(m, joins: true))
    {
        AsClasses = true,
        Hints = new PlanHints { Moves = ["Articles.TopicId=ArticleTopic.TopicsId"] },
        Mapping = new ShapeMapping().Only(typeof(Article).FullName!).Join(typeof(Article).FullName!, "TopicId", "ArticleTopic"),
    });

    [Fact]
    public void Where_somebody_can_be_asked_whether_values_go_along() => Refuses(
        "EFP4078", Scenario(Refers(), Joins(), new PlanHints { CanAsk = true }), "--move Posts.TagId=PostTag.TagsId", "--no-rename Posts.TagId");

    [Fact]
    public void What_each_version_does_not_see() => Assert.Contains(
        "sees one row of 'PostTag' for each of 'Posts'", Warnings(Scenario(Refers(), Joins(), Joining)), StringComparison.Ordinal);

    [Fact]
    public void Which_statements_the_server_refuses() => Assert.Equal(
        Server.Kind == ServerKind.MySql,
        Warnings(Scenario(Refers(), Joins(), Joining)).Contains("reads 'Posts' and writes 'PostTag', or the other way round", StringComparison.Ordinal));

    [Fact]
    public void Of_a_required_one() => Refuses(
        "EFP4071", Scenario(Refers<int>(DeleteBehavior.Restrict), Joins(), Joining), "'Posts.TagId' is required", "Make it optional");

    [Fact]
    public void Of_a_unique_one() => Refuses(
        "EFP4071",
        Scenario(
            e =>
            {
                Refers()(e);
                e.HasIndex("TagId").IsUnique();
            },
            Joins(), Joining),
        "unique by 'IX_Posts_TagId'");

    [Fact]
    public void Of_one_with_a_default() => Refuses(
        "EFP4071",
        Scenario(
            e =>
            {
                Refers()(e);
                e.Property<int?>("TagId").HasDefaultValue(1);
            },
            Joins(), Joining),
        "'Posts.TagId' has a default");

    [Fact]
    public void Of_one_that_deletes_along() => Refuses("EFP4071", Scenario(Refers(DeleteBehavior.Cascade), Joins(), Joining), "'FK_Posts_Tags_TagId' deletes rows of 'Posts'");

    [Fact]
    public void Of_what_no_foreign_key_says() => Refuses(
        "EFP4071", Scenario(e => e.Property<int?>("TagId"), Joins(), Joining), "do not refer to the same key");

    [Fact]
    public void By_expressions() => Refuses(
        "EFP4071", Scenario(Refers(), Joins(), Joining with { Ups = ["TagsId={TagId} + 1"] }), "another one's");

    [Fact]
    public void To_rows_that_stop_deletes() => Refuses(
        "EFP4071", Scenario(Refers(), Joins(DeleteBehavior.Restrict), Joining), "'FK_PostTag_Tags_TagsId' stops deletes of 'Tags'");

    [Fact]
    public void To_rows_that_say_more() => Refuses("EFP4071", Scenario(Refers(), Joins(also: e => e.Property<int>("Weight")), Joining), "'PostTag.Weight' is required");

    [Fact]
    public void To_rows_of_another_key() => Refuses(
        "EFP4071", Scenario(Refers(), Joins(also: e => e.HasKey("PostsId", "TagsId", "Weight"), before: e => e.Property<int>("Weight")), Joining), "the key of 'PostTag' is not made of");

    [Fact]
    public void To_rows_that_were_there() => Refuses(
        "EFP4071", new RecipeScenario(m => Blog(m, Refers(), Joins()), m => Blog(m, _ => { }, Joins())) { Hints = Joining }, "'PostTag' has been there before");

    [Fact]
    public void From_a_table_that_gets_another_name() => Refuses(
        "EFP4071",
        new RecipeScenario(m => Blog(m, Refers()), m =>
        {
            Blog(m, _ => { }, Joins());
            m.Entity(Post, e => e.ToTable("Articles"));
        })
        {
            Hints = Joining,
        },
        "'Posts' goes, or gets another name");

    [Fact]
    public void Of_one_that_stays() => Refuses("EFP4071", new RecipeScenario(m => Blog(m, Refers()), m => Blog(m, Refers(), Joins())) { Hints = Joining }, "'Posts.TagId' stays");

    [Fact]
    public void Of_two_at_once() => Refuses(
        "EFP4071",
        Scenario(
            e =>
            {
                Refers()(e);
                e.Property<int?>("OtherId");
                e.HasOne(Tag).WithMany().HasForeignKey("OtherId");
            },
            Joins(), new PlanHints { Moves = ["Posts.TagId=PostTag.TagsId", "Posts.OtherId=PostTag.TagsId"] }),
        "takes over 'Posts.TagId' already");

    [Fact]
    public void Beside_a_row_version() => Refuses(
        "EFP4074",
        new RecipeScenario(
            m => Blog(m, e =>
            {
                Refers()(e);
                Versioned(e);
            }),
            m => Blog(m, Versioned, Joins()))
        {
            Hints = Joining,
        },
        "'Posts.Version'");

    [Fact]
    public void And_back() => Refuses(
        "EFP4071", new RecipeScenario(m => Blog(m, _ => { }, Joins()), m => Blog(m, Refers())) { Hints = new PlanHints { Moves = ["PostTag.TagsId=Posts.TagId"] } },
        "may have several in 'PostTag'", "choose which one");

    private static RecipeScenario Scenario(Action<EntityTypeBuilder> refers, Action<EntityTypeBuilder> joins, PlanHints hints)
        => new(m => Blog(m, refers), m => Blog(m, _ => { }, joins)) { Hints = hints };

    private static Action<EntityTypeBuilder> Refers(DeleteBehavior delete = DeleteBehavior.ClientSetNull) => Refers<int?>(delete);

    private static Action<EntityTypeBuilder> Refers<T>(DeleteBehavior delete) => e =>
    {
        e.Property<T>("TagId");
        e.HasOne(Tag).WithMany().HasForeignKey("TagId").OnDelete(delete);
    };

    // As EF Core makes it of two collections.
    private static Action<EntityTypeBuilder> Joins(
        DeleteBehavior delete = DeleteBehavior.Cascade, Action<EntityTypeBuilder>? also = null, Action<EntityTypeBuilder>? before = null) => e =>
    {
        e.ToTable("PostTag");
        e.Property<int>("PostsId");
        e.Property<int>("TagsId");
        before?.Invoke(e);
        e.HasKey("PostsId", "TagsId");
        e.HasOne(Post).WithMany().HasForeignKey("PostsId").IsRequired();
        e.HasOne(Tag).WithMany().HasForeignKey("TagsId").IsRequired().OnDelete(delete);
        also?.Invoke(e);
    };

    private static void Versioned(EntityTypeBuilder post) => post.Property<DateTime>("Version").IsConcurrencyToken().ValueGeneratedOnAddOrUpdate();

    private static void Blog(ModelBuilder model, Action<EntityTypeBuilder> posts, Action<EntityTypeBuilder>? joins = null)
    {
        model.Entity(Tag, e =>
        {
            e.ToTable("Tags");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Name").HasMaxLength(40);
        });
        model.Entity(Post, e =>
        {
            e.ToTable("Posts");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Title").HasMaxLength(40).IsRequired();
            posts(e);
        });
        if (joins is not null)
            model.Entity(PostTag, joins);
    }

    private static void Parcels(ModelBuilder model, bool joins)
    {
        model.Entity("App.Mark", e =>
        {
            e.ToTable("Marks");
            e.Property<string>("Code").HasMaxLength(40);
            e.HasKey("Code");
        });
        model.Entity("App.Parcel", e =>
        {
            e.ToTable("Parcels");
            e.Property<int>("Depot").ValueGeneratedNever();
            e.Property<int>("Number").ValueGeneratedNever();
            e.HasKey("Depot", "Number");
            e.Property<string>("Sender").HasMaxLength(40);
            if (joins)
                return;
            e.Property<string>("MarkCode").HasMaxLength(40);
            e.HasOne("App.Mark").WithMany().HasForeignKey("MarkCode").OnDelete(DeleteBehavior.SetNull);
        });
        if (!joins)
            return;
        model.Entity("App.ParcelMark", e =>
        {
            e.ToTable("ParcelMarks");
            e.Property<string>("Code").HasMaxLength(40);
            e.Property<int>("ParcelDepot");
            e.Property<int>("ParcelNumber");
            e.HasKey("Code", "ParcelNumber", "ParcelDepot");
            e.HasOne("App.Parcel").WithMany().HasForeignKey("ParcelDepot", "ParcelNumber").IsRequired();
            e.HasOne("App.Mark").WithMany().HasForeignKey("Code").IsRequired();
            e.Property<string>("Remark").HasMaxLength(40);
        });
    }

    private static void Navigating(ModelBuilder model, bool joins)
    {
        model.Entity<Topic>().ToTable("Topics");
        model.Entity<Article>(e =>
        {
            e.ToTable("Articles");
            if (joins)
            {
                e.Ignore(a => a.Topic);
                e.Ignore(a => a.TopicId);
                e.HasMany(a => a.Topics).WithMany(t => t.Articles);
            }
            else
            {
                e.Ignore(a => a.Topics);
                e.HasOne(a => a.Topic).WithMany().HasForeignKey(a => a.TopicId);
            }
        });
        if (!joins)
            model.Entity<Topic>().Ignore(t => t.Articles);
    }

    private static void People(ModelBuilder model, bool joins)
    {
        model.Entity(Person, e =>
        {
            e.ToTable("People");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<string>("Name").HasMaxLength(40);
            if (joins)
                return;
            e.Property<int?>("ParentId");
            e.HasOne(Person).WithMany().HasForeignKey("ParentId");
        });
        if (!joins)
            return;
        model.Entity("App.Ancestry", e =>
        {
            e.ToTable("Ancestries");
            e.Property<int>("PersonId");
            e.Property<int>("AncestorId");
            e.HasKey("PersonId", "AncestorId");
            e.HasOne(Person).WithMany().HasForeignKey("PersonId").IsRequired();
            e.HasOne(Person).WithMany().HasForeignKey("AncestorId").IsRequired();
        });
    }

    private sealed class Article
    {
        public int Id { get; set; }

        public string Title { get; set; } = "";

        public int? TopicId { get; set; }

        public Topic? Topic { get; set; }

        public List<Topic> Topics { get; } = [];
    }

    private sealed class Topic
    {
        public int Id { get; set; }

        public int Rank { get; set; }

        public List<Article> Articles { get; } = [];
    }
}
