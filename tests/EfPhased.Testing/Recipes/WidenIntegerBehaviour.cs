using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Recipes;

/// <summary>Integer keys and columns that become wider under their own names.</summary>
public abstract class WidenIntegerBehaviour(TestServer server) : RecipeBehaviour(server)
{
    /// <summary>A numbered key, a column that refers to it from another table, and one that refers to it from its own.</summary>
    internal static RecipeScenario Key => new(Forum<int, int?>, Forum<long, long?>);

    /// <summary>Composite keys, an alternate key, and references to both.</summary>
    internal static RecipeScenario CompositeKeys => new(Ledger<int>, Ledger<long>);

    /// <summary>Columns that no key has.</summary>
    internal static RecipeScenario PlainColumns => Change(
        before =>
        {
            before.Property<int>("Points").HasDefaultValue(7).HasComment("what they have");
            before.Property<short?>("Rank");
            before.HasIndex("Rank", "Email").IsUnique();
        },
        after =>
        {
            after.Property<long>("Points").HasDefaultValue(7L).HasComment("what they have");
            after.Property<int?>("Rank");
            after.HasIndex("Rank", "Email").IsUnique();
        }) with
    {
        Mapping = CustomersOnly.Values(Customer, "Rank", i => i),
    };

    /// <summary>And other changes of the same table.</summary>
    internal static RecipeScenario AmongOthers => Change(
        before =>
        {
            before.Property<int>("Points");
            before.Property<string>("Name").HasMaxLength(80).IsRequired();
        },
        after =>
        {
            after.Property<long>("Points");
            after.Property<string>("FullName").HasMaxLength(80).IsRequired();
            after.Property<int>("Visits");
        }) with
    {
        Hints = Renamed("Name=FullName"),
        Mapping = Renaming("Name", "FullName"),
    };

    private static void Forum<TKey, TOptional>(ModelBuilder model)
    {
        model.Entity("App.Member", e =>
        {
            e.ToTable("Members");
            e.Property<TKey>("Id");
            e.HasKey("Id");
            e.Property<string>("Name").HasMaxLength(40);
            e.Property<TOptional>("InvitedById");
            e.HasOne("App.Member").WithMany().HasForeignKey("InvitedById").OnDelete(DeleteBehavior.SetNull);
        });
        model.Entity("App.Post", e =>
        {
            e.ToTable("Posts", "talk");
            e.Property<TKey>("Id");
            e.HasKey("Id");
            e.Property<TKey>("AuthorId");
            e.HasOne("App.Member").WithMany().HasForeignKey("AuthorId").IsRequired();
        });
    }

    private static void Ledger<TKey>(ModelBuilder model)
    {
        model.Entity("App.Account", e =>
        {
            e.ToTable("Accounts");
            e.Property<int>("Branch").ValueGeneratedNever();
            e.Property<TKey>("Number").ValueGeneratedNever();
            e.HasKey("Branch", "Number").HasName("pk_accounts");
            e.Property<TKey>("Code");
            e.HasAlternateKey("Code");
        });
        model.Entity("App.Entry", e =>
        {
            e.ToTable("Entries");
            e.Property<int>("Branch");
            e.Property<TKey>("Number");
            e.Property<int>("Line").ValueGeneratedNever();
            e.HasKey("Branch", "Number", "Line");
            e.HasOne("App.Account").WithMany().HasForeignKey("Branch", "Number").IsRequired();
            e.Property<TKey>("Against");
            e.HasOne("App.Account").WithMany().HasForeignKey("Against").HasPrincipalKey("Code").OnDelete(DeleteBehavior.Restrict).IsRequired();
        });
    }

    /// <summary>A key that each type of a hierarchy has in its own table.</summary>
    internal static RecipeScenario Hierarchy => new(
        m =>
        {
            m.Entity<Animal>().ToTable("Animals").HasKey(a => a.Id);
            m.Entity<Dog>().ToTable("Dogs");
        },
        m =>
        {
            m.Entity<WiderAnimal>().ToTable("Animals").HasKey(a => a.Id);
            m.Entity<WiderDog>().ToTable("Dogs");
        })
    {
        // A snapshot's rows of a derived type cannot be changed as property bags; they are there, and read back at both ends.
        Mapping = new ShapeMapping().RenameEntity(typeof(Animal).FullName!, typeof(WiderAnimal).FullName!)
            .RenameEntity(typeof(Dog).FullName!, typeof(WiderDog).FullName!)
            .Only(typeof(Animal).FullName!, typeof(WiderAnimal).FullName!),
    };

    internal class Animal
    {
        public int Id { get; set; }

        public string? Name { get; set; }
    }

    internal sealed class Dog : Animal
    {
        public int Tricks { get; set; }
    }

    internal class WiderAnimal
    {
        public long Id { get; set; }

        public string? Name { get; set; }
    }

    internal sealed class WiderDog : WiderAnimal
    {
        public int Tricks { get; set; }
    }
}
