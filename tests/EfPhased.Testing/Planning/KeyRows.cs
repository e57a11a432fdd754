using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.Testing.Planning;

/// <summary>Indexes, keys and constraints.</summary>
internal static class KeyRows
{
    public static IEnumerable<OperationRow> All =>
    [
        OfCustomer("CreateIndex", "not unique", Nothing, c => c.HasIndex("Email")),
        OfCustomer("CreateIndex", "unique", Nothing, c => c.HasIndex("Email").IsUnique()),
        OfCustomer("CreateIndex", "descending", Nothing, c => c.HasIndex("Email", "Id").IsDescending(true, false)),
        new("CreateIndex", "of a new table", ShopAnd(Nothing), ShopAnd(m => Parcels(m, e => e.HasIndex("Label").IsUnique()))),
        OfCustomer("CreateIndex", "unique, on a new optional column", Nothing, c =>
        {
            c.Property<string>("Nick").HasMaxLength(40);
            c.HasIndex("Nick").IsUnique();
        }),
        new("DropIndex", "that a foreign key needs", ShopAnd(Nothing), ShopAnd(m => m.Entity(Order, e => e.HasIndex("BuyerId", "Amount")))),
        OfCustomer("DropIndex", "not unique", c => c.HasIndex("Email"), Nothing),
        OfCustomer("DropIndex", "unique", c => c.HasIndex("Email").IsUnique(), Nothing),
        OfCustomer("DropIndex", "changed to unique", c => c.HasIndex("Email"), c => c.HasIndex("Email").IsUnique()),
        OfCustomer("RenameIndex", "name only", c => c.HasIndex("Email"), c => c.HasIndex("Email").HasDatabaseName("IX_Mail")),

        new("AddForeignKey", "a new nullable column, its index and its key", ShopAnd(Nothing), ShopAnd(m => m.Entity(Order, e =>
        {
            e.Property<int?>("GiftForId");
            e.HasOne(Customer).WithMany().HasForeignKey("GiftForId");
        }))),
        new("AddForeignKey", "on an existing column", ShopAnd(Nothing), ShopAnd(WithSeller())),
        new("AddForeignKey", "a new required column", ShopAnd(Nothing), ShopAnd(WithPayer)) { Hints = new PlanHints { Values = ["Orders.PayerId={BuyerId}"] } },
        new("AddForeignKey", "a new required column, nothing given", ShopAnd(Nothing), ShopAnd(WithPayer)),
        new("DropForeignKey", "the column stays", ShopAnd(WithSeller()), ShopAnd(Nothing)),
        new("DropForeignKey", "that cascades", ShopAnd(WithSeller(DeleteBehavior.Cascade)), ShopAnd(Nothing)),
        new("DropForeignKey", "begins to follow up", ShopAnd(WithSeller(DeleteBehavior.Restrict)), ShopAnd(WithSeller(DeleteBehavior.Cascade))),
        new("DropForeignKey", "ends to follow up", ShopAnd(WithSeller(DeleteBehavior.Cascade)), ShopAnd(WithSeller(DeleteBehavior.Restrict))),

        OfCustomer("AddCheckConstraint", "on an existing column", Nothing, c => c.ToTable(t => t.HasCheckConstraint("CK_One", "1 = 1"))),
        OfCustomer("AddCheckConstraint", "on a new column", Nothing, c =>
        {
            c.Property<int?>("Rank").HasColumnName("rank_no");
            c.ToTable(t => t.HasCheckConstraint("CK_Customers_Rank", "rank_no > 0"));
        }),
        OfCustomer("DropCheckConstraint", "the column stays", c => c.ToTable(t => t.HasCheckConstraint("CK_One", "1 = 1")), Nothing),
        OfCustomer("DropCheckConstraint", "changed",
            c => c.ToTable(t => t.HasCheckConstraint("CK_One", "1 = 1")), c => c.ToTable(t => t.HasCheckConstraint("CK_One", "1 < 2"))),
        OfCustomer("AddUniqueConstraint", "an alternate key", Nothing, c => c.HasAlternateKey("Email")),
        OfCustomer("AddUniqueConstraint", "where an index was unique", c => c.HasIndex("Email").IsUnique(), c => c.HasAlternateKey("Email")),
        OfCustomer("DropUniqueConstraint", "an alternate key", c => c.HasAlternateKey("Email"), Nothing),

        new("AlterColumn", "int to bigint, a key and what refers to it", Wider<int>, Wider<long>),
        Key("AddPrimaryKey", "a table without one", e => e.HasNoKey(), e => e.HasKey("Number")),
        Key("DropPrimaryKey", "for none", e => e.HasKey("Number"), e => e.HasNoKey()),
        Key("DropPrimaryKey", "for another", e => e.HasKey("Number"), e => e.HasKey("Code")),
        Key("DropPrimaryKey", "for a composite one", e => e.HasKey("Number"), e => e.HasKey("Number", "Code")),
    ];

    private static Action<ModelBuilder> WithSeller(DeleteBehavior onDelete = DeleteBehavior.Restrict)
        => m => m.Entity(Order, e => e.HasOne(Customer).WithMany().HasForeignKey("SellerId").OnDelete(onDelete).IsRequired());

    private static void WithPayer(ModelBuilder model) => model.Entity(Order, e =>
    {
        e.Property<int>("PayerId");
        e.HasOne(Customer).WithMany().HasForeignKey("PayerId").IsRequired();
    });

    private static void Wider<TKey>(ModelBuilder model)
    {
        model.Entity("App.Topic", e =>
        {
            e.ToTable("Topics");
            e.Property<TKey>("Id");
            e.HasKey("Id");
        });
        model.Entity("App.Remark", e =>
        {
            e.ToTable("Remarks");
            e.Property<int>("Id");
            e.HasKey("Id");
            e.Property<TKey>("TopicId");
            e.HasOne("App.Topic").WithMany().HasForeignKey("TopicId").IsRequired();
        });
    }

    private static OperationRow Key(string operation, string condition, Action<EntityTypeBuilder> before, Action<EntityTypeBuilder> after)
        => new(operation, condition, m => Ticket(m, before), m => Ticket(m, after));

    private static void Ticket(ModelBuilder model, Action<EntityTypeBuilder> key)
        => model.Entity("App.Ticket", e =>
        {
            e.ToTable("Tickets");
            e.Property<int>("Number").ValueGeneratedNever();
            e.Property<int>("Code").ValueGeneratedNever();
            key(e);
        });
}
