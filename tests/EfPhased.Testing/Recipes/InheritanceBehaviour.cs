using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.Testing.Recipes;

public abstract class InheritanceBehaviour(TestServer server) : RecipeBehaviour(server)
{
    [Fact]
    public Task A_new_subtype_with_columns_of_its_own() => VerifyAsync(new RecipeScenario(
        m => Animals(m, e => e.HasDiscriminator<string>("Kind").HasValue<Animal>("animal").HasValue<Dog>("dog"), typeof(Cat)),
        m => Animals(m, e => e.HasDiscriminator<string>("Kind").HasValue<Animal>("animal").HasValue<Dog>("dog").HasValue<Cat>("cat"))));

    [Fact]
    public Task A_table_of_one_type_that_gets_a_discriminator() => VerifyAsync(new RecipeScenario(
        m => Animals(m, _ => { }, typeof(Dog), typeof(Cat)),
        m => Animals(m, e => e.HasDiscriminator<string>("Kind").HasValue<Animal>("animal").HasValue<Dog>("dog"), typeof(Cat))));

    [Fact]
    public Task Subtypes_into_tables_of_their_own() => VerifyAsync(new RecipeScenario(
        m => Animals(m, Kinds),
        m => Animals(m, Tables)));

    [Fact]
    public Task Tables_of_subtypes_into_one() => VerifyAsync(new RecipeScenario(
        m => Animals(m, Tables),
        m => Animals(m, Kinds)));

    private void Kinds(EntityTypeBuilder<Animal> animal)
    {
        Number(animal.Property(a => a.Id));
        animal.HasDiscriminator<string>("Kind").HasValue<Animal>("animal").HasValue<Dog>("dog").HasValue<Cat>("cat");
    }

    private void Tables(EntityTypeBuilder<Animal> animal)
    {
        Number(animal.Property(a => a.Id));
        animal.UseTptMappingStrategy();
    }

    private static void Animals(ModelBuilder model, Action<EntityTypeBuilder<Animal>> animal, params Type[] unknown)
    {
        foreach (var type in unknown)
            model.Ignore(type);
        model.Entity<Animal>(e =>
        {
            e.ToTable("Animals");
            e.Property(a => a.Name).HasMaxLength(40).IsRequired();
            animal(e);
        });
        if (!unknown.Contains(typeof(Dog)))
            model.Entity<Dog>(e => e.Property(d => d.Tricks));
        if (!unknown.Contains(typeof(Cat)))
            model.Entity<Cat>(e => e.Property(c => c.Lives));
    }

    internal class Animal
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    internal sealed class Dog : Animal
    {
        public int Tricks { get; set; }
    }

    internal sealed class Cat : Animal
    {
        public int Lives { get; set; }
    }
}
