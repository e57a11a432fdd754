using EfPhased.Design.Planning;
using EfPhased.Testing.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.MySql.Tests.Planning;

public sealed class EveryOperationTests() : EveryOperationBehaviour(MySqlServer.Instance)
{
    // Pomelo's names.
    private const string Options = "MySql:StoreOptions";
    private const string CharSet = "MySql:CharSet";

    private protected override IEnumerable<OperationRow> OwnRows =>
    [
        OfCustomer("AddColumn", "volatile default", Nothing, c => c.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql("uuid()")),
        new("AddColumn", "volatile default, no key", m => Notes(m, Nothing), m => Notes(m, e => e.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql("uuid()"))),
        new("AddColumn", "volatile default, a unique index alone",
            m => Notes(m, e => e.HasIndex("Id").IsUnique()),
            m => Notes(m, e => { e.HasIndex("Id").IsUnique(); e.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql("uuid()"); })),
        OfProperty<string>("AlterColumn", "varchar crossing 255 bytes", p => p.HasMaxLength(60), p => p.HasMaxLength(100)),
        OfCustomer("AlterColumn", "varchar to longtext", c => c.Property<string>("Value").HasMaxLength(40), c => c.Property<string>("Value")),
        new("AddColumn", "auto-increment", m => Notes(m, Nothing), m => Notes(m, e =>
        {
            e.Property<int>("Number").ValueGeneratedOnAdd();
            e.HasKey("Number");
        })),
        OfCustomer("AddColumn", "a table with a full-text index", FullText, c =>
        {
            FullText(c);
            c.Property<string>("Nick").HasMaxLength(40);
        }),
        OfCustomer("DropColumn", "of a table with a full-text index", c => { FullText(c); c.Property<string>("Nick").HasMaxLength(40); }, FullText),
        Nullability("nullable to required, beside a full-text index", before: false, after: true),
        Nullability("required to nullable, beside a full-text index", before: true, after: false),
        OfCustomer("DropColumn", "of a compressed table",
            c => { c.HasAnnotation(Options, "ROW_FORMAT=COMPRESSED"); c.Property<string>("Nick").HasMaxLength(40); }, c => c.HasAnnotation(Options, "ROW_FORMAT=COMPRESSED")),
        OfCustomer("AddColumn", "a compressed table", c => c.HasAnnotation(Options, "ROW_FORMAT=COMPRESSED"), c =>
        {
            c.HasAnnotation(Options, "ROW_FORMAT=COMPRESSED");
            c.Property<string>("Nick").HasMaxLength(40);
        }),
        Numbered("identity added", before: false),
        Numbered("identity removed", before: true),
        OfCustomer("AlterColumn", "collation, indexed",
            c => { c.Property<string>("Value").HasMaxLength(40); c.HasIndex("Value"); },
            c => { c.Property<string>("Value").HasMaxLength(40).UseCollation("utf8mb4_bin"); c.HasIndex("Value"); }),
        OfCustomer("RenameColumn", "collation, indexed, in another column",
            c => { c.Property<string>("Value").HasMaxLength(40); c.HasIndex("Value"); },
            c => { c.Property<string>("Value").HasMaxLength(40).UseCollation("utf8mb4_bin").HasColumnName("Other"); c.HasIndex("Value"); }),
        OfCustomer("CreateIndex", "full-text", Nothing, FullText),
        OfCustomer("AlterTable", "engine", Nothing, c => c.HasAnnotation(Options, "ENGINE=MyISAM")),
        OfCustomer("AlterTable", "row format", Nothing, c => c.HasAnnotation(Options, "ROW_FORMAT=DYNAMIC")),
        OfCustomer("AlterTable", "charset", c => c.HasAnnotation(CharSet, "latin1"), c => c.HasAnnotation(CharSet, "utf8mb4")),
        OfCustomer("AlterTable", "charset, to none", c => c.HasAnnotation(CharSet, "latin1"), Nothing),
        new("AlterDatabase", "default charset", ShopAnd(m => m.HasAnnotation(CharSet, "latin1")), ShopAnd(m => m.HasAnnotation(CharSet, "utf8mb4"))),
        OfProperty<string>("AlterColumn", "collation, not indexed", p => p.HasMaxLength(40), p => p.HasMaxLength(40).UseCollation("utf8mb4_bin")),
        new("AlterDatabase", "default collation", ShopAnd(Nothing), ShopAnd(m => m.UseCollation("utf8mb4_bin"))),
    ];

    // MySQL has neither schemas nor sequences.
    private protected override IEnumerable<Type> Unreachable =>
    [
        .. base.Unreachable, typeof(EnsureSchemaOperation), typeof(CreateSequenceOperation), typeof(AlterSequenceOperation), typeof(RestartSequenceOperation),
        typeof(RenameSequenceOperation), typeof(DropSequenceOperation),
    ];

    private static void FullText(EntityTypeBuilder customer) => customer.HasIndex("Email").HasAnnotation("MySql:FullTextIndex", true);

    private static OperationRow Nullability(string condition, bool before, bool after)
        => OfCustomer("AlterColumn", condition, c => Nick(c, before), c => Nick(c, after)) with { Hints = new PlanHints { Values = ["Nick='nobody'"] } };

    private static void Nick(EntityTypeBuilder customer, bool required)
    {
        FullText(customer);
        customer.Property<string>("Nick").HasMaxLength(40).IsRequired(required);
    }

    private static OperationRow Numbered(string condition, bool before)
        => new("AlterColumn", condition, m => Ticket(m, before), m => Ticket(m, !before));

    // The key's own column: nothing else can be numbered.
    private static void Ticket(ModelBuilder model, bool generated) => model.Entity("App.Ticket", e =>
    {
        e.ToTable("Tickets");
        var key = e.Property<int>("Id");
        e.HasKey("Id");
        _ = generated ? key.ValueGeneratedOnAdd() : key.ValueGeneratedNever();
    });
}
