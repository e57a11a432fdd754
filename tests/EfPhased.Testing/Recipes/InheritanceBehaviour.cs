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

    [Fact]
    public void A_row_of_a_new_subtype() => Refuses(
        "EFP4075",
        new RecipeScenario(
            m => Animals(m, e => e.HasDiscriminator<string>("Kind").HasValue<Animal>("animal").HasValue<Dog>("dog"), typeof(Cat)),
            m =>
            {
                Animals(m, Kinds);
                m.Entity<Cat>().HasData(new Cat { Id = -1, Name = "Tom", Lives = 9 });
            }),
        "1 row of a type", "(cat)");

    [Fact]
    public Task Three_levels_into_tables_of_their_own() => VerifyAsync(new RecipeScenario(m => Levels(m, Kinds), m => Levels(m, Tables)) { AsClasses = true });

    [Fact]
    public Task Tables_of_three_levels_into_one() => VerifyAsync(new RecipeScenario(m => Levels(m, Tables), m => Levels(m, Numbers)) { AsClasses = true });

    // A row is in the tables of the abstract type before it is in that of its own, and no third value could say so.
    [Fact]
    public void No_value_that_stands_for_an_abstract_type()
    {
        void TwoKinds(EntityTypeBuilder<Vehicle> vehicle)
        {
            Number(vehicle.Property(v => v.Id));
            vehicle.HasDiscriminator<bool>("Kind").HasValue<Vehicle>(false).HasValue<Car>(true);
        }

        Refuses("EFP4071", new RecipeScenario(m => Levels(m, Tables, typeof(Van), typeof(Cab)), m => Levels(m, TwoKinds, typeof(Van), typeof(Cab))), "Motor", "Vehicles.Kind");
        Refuses("EFP4071", new RecipeScenario(m => Levels(m, TwoKinds, typeof(Van), typeof(Cab)), m => Levels(m, Tables, typeof(Van), typeof(Cab))), "Motor", "Vehicles.Kind");
    }

    private void Kinds(EntityTypeBuilder<Vehicle> vehicle)
    {
        Number(vehicle.Property(v => v.Id));
        vehicle.HasDiscriminator<string>("Kind").HasValue<Vehicle>("vehicle").HasValue<Car>("car").HasValue<Van>("van").HasValue<Cab>("cab");
    }

    // EF Core gives an abstract type the text of its name, and no number of this type.
    private void Numbers(EntityTypeBuilder<Vehicle> vehicle)
    {
        Number(vehicle.Property(v => v.Id));
        vehicle.HasDiscriminator<short>("Kind").HasValue<Vehicle>(1).HasValue<Car>(2).HasValue<Van>(3).HasValue<Cab>(4);
    }

    private void Tables(EntityTypeBuilder<Vehicle> vehicle)
    {
        Number(vehicle.Property(v => v.Id));
        vehicle.UseTptMappingStrategy();
    }

    private static void Levels(ModelBuilder model, Action<EntityTypeBuilder<Vehicle>> vehicle, params Type[] unknown)
    {
        foreach (var type in unknown)
            model.Ignore(type);
        model.Entity<Vehicle>(e =>
        {
            e.ToTable("Vehicles");
            e.Property(v => v.Name).HasMaxLength(40).IsRequired();
            vehicle(e);
        });
        model.Entity<Motor>(e => e.Property(m => m.Fuel).HasMaxLength(20));
        model.Entity<Car>(e => e.Property(c => c.Doors));
        if (!unknown.Contains(typeof(Van)))
            model.Entity<Van>(e => e.Property(v => v.Load));
        if (!unknown.Contains(typeof(Cab)))
            model.Entity<Cab>(e => e.Property(c => c.Sign).HasMaxLength(20));
    }

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

    internal class Vehicle
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    internal abstract class Motor : Vehicle
    {
        public string? Fuel { get; set; }
    }

    internal class Car : Motor
    {
        public int Doors { get; set; }
    }

    internal sealed class Van : Motor
    {
        public int Load { get; set; }
    }

    internal sealed class Cab : Car
    {
        public string Sign { get; set; } = "";
    }
}
