using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.Testing.Planning;

/// <summary>Tables, schemas and data.</summary>
internal static class TableRows
{
    public static IEnumerable<OperationRow> All =>
    [
        new("CreateTable", "no foreign key", ShopAnd(Nothing), ShopAnd(m => Parcels(m))),
        new("CreateTable", "a foreign key to a table in use", ShopAnd(Nothing), ShopAnd(m => Parcels(m, e =>
        {
            e.Property<int>("OrderId");
            e.HasOne(Order).WithMany().HasForeignKey("OrderId").IsRequired();
        }))),
        new("CreateTable", "columns of another table move into it", ShopAnd(m => Noted(m)), ShopAnd(m => Noted(m, e => e.SplitToTable("Notes", t => t.Property("Note"))))),
        new("DropTable", "its rows become columns", ShopAnd(m => Noted(m, e => e.SplitToTable("Notes", t => t.Property("Note")))), ShopAnd(m => Noted(m))),
        new("DropTable", "nothing refers to it", ShopAnd(m => Parcels(m)), ShopAnd(Nothing)),
        new("DropTable", "it refers to a table in use", ShopAnd(m => Parcels(m, e =>
        {
            e.Property<int>("OrderId");
            e.HasOne(Order).WithMany().HasForeignKey("OrderId").IsRequired();
        })), ShopAnd(Nothing)),
        new("RenameTable", "another name", ShopAnd(m => Parcels(m)), ShopAnd(m => Parcels(m, e => e.ToTable("Packages")))),
        OfCustomer("AlterTable", "comment", Nothing, c => c.ToTable(t => t.HasComment("Who buys"))),
        new("InsertData", "a row", ShopAnd(m => Parcels(m)), ShopAnd(m => Parcels(m, e => e.HasData(new { Id = 1, Label = "small" })))),
        new("InsertData", "a row of a new subtype", m => Animals(m, cats: false), m => Animals(m, cats: true)),
        new("UpdateData", "a row, and a new column", ShopAnd(m => Parcels(m, e => e.HasData(new { Id = 1, Label = "small" }))),
            ShopAnd(m => Parcels(m, e =>
            {
                e.Property<int>("Weight");
                e.HasData(new { Id = 1, Label = "tiny", Weight = 3 });
            }))),
        new("UpdateData", "a row", ShopAnd(m => Parcels(m, e => e.HasData(new { Id = 1, Label = "small" }))),
            ShopAnd(m => Parcels(m, e => e.HasData(new { Id = 1, Label = "tiny" })))),
        new("DeleteData", "a row", ShopAnd(m => Parcels(m, e => e.HasData(new { Id = 1, Label = "small" }))), ShopAnd(m => Parcels(m))),
    ];

    private static void Animals(ModelBuilder model, bool cats)
    {
        var kind = model.Entity<Animal>().ToTable("Animals").HasDiscriminator<string>("Kind").HasValue<Animal>("animal").HasValue<Dog>("dog");
        if (cats)
        {
            kind.HasValue<Cat>("cat");
            model.Entity<Cat>().HasData(new Cat { Id = 1 });
        }
    }

    // The application gives the keys: not every provider has the server number those of an entity in two tables.
    private static void Noted(ModelBuilder model, Action<EntityTypeBuilder>? more = null) => Parcels(model, e =>
    {
        e.Property<int>("Id").ValueGeneratedNever();
        e.Property<string>("Note").HasMaxLength(40).IsRequired();
        more?.Invoke(e);
    });

    private class Animal
    {
        public int Id { get; set; }
    }

    private sealed class Dog : Animal;

    private sealed class Cat : Animal;
}
