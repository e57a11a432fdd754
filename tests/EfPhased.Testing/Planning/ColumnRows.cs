using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.Testing.Planning;

/// <summary>Columns under each condition that both kinds of server know.</summary>
internal static class ColumnRows
{
    public static IEnumerable<OperationRow> All =>
    [
        OfCustomer("AddColumn", "nullable, no default", Nothing, c => c.Property<string>("Nick").HasMaxLength(40)),
        OfCustomer("AddColumn", "required, constant default", Nothing, c => c.Property<int>("Points").HasDefaultValue(10)),
        OfCustomer("AddColumn", "required, stable default", Nothing, c => c.Property<DateTime>("Since").HasDefaultValueSql("CURRENT_TIMESTAMP(6)")),
        OfCustomer("AddColumn", "required, nothing given", Nothing, c => c.Property<int>("Visits")),
        OfCustomer("AddColumn", "required, value per row", Nothing, c => c.Property<string>("Login").HasMaxLength(100).IsRequired()) with
        {
            Hints = new PlanHints { Values = ["Login=lower({Email})"] },
        },
        OfCustomer("AddColumn", "computed, virtual or by default", Nothing, c => c.Property<int>("Twice").HasComputedColumnSql("2 * 2", stored: false)),
        OfCustomer("AddColumn", "computed, stored", Nothing, c => c.Property<int>("Twice").HasComputedColumnSql("2 * 2", stored: true)),
        OfCustomer("AddColumn", "discriminator", Nothing, c => c.HasDiscriminator<string>("Kind").HasValue("plain")),
        OfCustomer("AddColumn", "concurrency token", Nothing, c => c.Property<int>("Version").IsConcurrencyToken()),

        OfCustomer("DropColumn", "optional", c => c.Property<string>("Nick").HasMaxLength(40), Nothing),
        OfCustomer("DropColumn", "required", c => c.Property<int>("Visits"), Nothing),
        OfCustomer("DropColumn", "with a default", c => c.Property<int>("Points").HasDefaultValue(10), Nothing),
        OfCustomer("DropColumn", "indexed", Indexed, Nothing),
        OfCustomer("DropColumn", "in an index of several columns", IndexedWithEmail, Nothing),
        OfCustomer("DropColumn", "in a unique index", UniquelyIndexed, Nothing),
        OfCustomer("DropColumn", "in an alternate key", AlternateKey, Nothing),
        OfCustomer("DropColumn", "in a check", Checked, Nothing),
        OfCustomer("DropColumn", "with a foreign key", ReferringToItself, Nothing),
        OfCustomer("DropColumn", "computed", c => c.Property<int>("Twice").HasComputedColumnSql("2 * 2", stored: true), Nothing),

        Renamed("optional", c => c.Property<string>("Nick").HasMaxLength(40), c => c.Property<string>("Alias").HasMaxLength(40)),
        Renamed("required", c => c.Property<string>("Nick").HasMaxLength(40).IsRequired(), c => c.Property<string>("Alias").HasMaxLength(40).IsRequired()),
        Renamed("in a unique index",
            c => { c.Property<string>("Nick").HasMaxLength(40); c.HasIndex("Nick").IsUnique(); },
            c => { c.Property<string>("Alias").HasMaxLength(40); c.HasIndex("Alias").IsUnique(); }),
        Renamed("in an alternate key",
            c => { c.Property<string>("Nick").HasMaxLength(40); c.HasAlternateKey("Nick"); },
            c => { c.Property<string>("Alias").HasMaxLength(40); c.HasAlternateKey("Alias"); }),

        Renamed("nobody decides", c => c.Property<string>("Nick").HasMaxLength(40), c => c.Property<string>("Alias").HasMaxLength(40)) with { Hints = PlanHints.None },

        OfProperty<string>("AlterColumn", "longer, with as many bytes for the length", p => p.HasMaxLength(100), p => p.HasMaxLength(200)),
        OfProperty<string>("AlterColumn", "longer", p => p.HasMaxLength(40), p => p.HasMaxLength(80)),
        OfProperty<string>("AlterColumn", "shorter", p => p.HasMaxLength(80), p => p.HasMaxLength(40)),
        OfProperty<decimal>("AlterColumn", "more digits", p => p.HasPrecision(10, 2), p => p.HasPrecision(14, 2)),
        OfProperty<decimal>("AlterColumn", "another scale", p => p.HasPrecision(10, 2), p => p.HasPrecision(12, 4)),
        OfCustomer("AlterColumn", "int to bigint", c => c.Property<int>("Value"), c => c.Property<long>("Value")),
        OfCustomer("AlterColumn", "text to int", c => c.Property<string>("Value").HasMaxLength(20).IsRequired(), c => c.Property<int>("Value")),
        OfCustomer("RenameColumn", "another type, in another column",
            c => c.Property<int>("Value"), c => c.Property<string>("Value").HasMaxLength(20).IsRequired().HasColumnName("Other")) with
        {
            Hints = new PlanHints { Lossy = ["Other"] },
        },
        OfProperty<string>("RenameColumn", "shorter, in another column", p => p.HasMaxLength(80), p => p.HasMaxLength(40).HasColumnName("Other")) with
        {
            Hints = new PlanHints { Lossy = ["Other"] },
        },
        OfProperty<string>("RenameColumn", "shorter, in another column, nobody accepts the loss", p => p.HasMaxLength(80), p => p.HasMaxLength(40).HasColumnName("Other")),
        OfProperty<string>("AlterColumn", "nullable to required, nulls become a value", p => p.HasMaxLength(40), p => p.HasMaxLength(40).IsRequired()) with
        {
            Hints = new PlanHints { Values = ["Value='none'"] },
        },
        OfProperty<string>("AlterColumn", "required to nullable, nulls become a value", p => p.HasMaxLength(40).IsRequired(), p => p.HasMaxLength(40)) with
        {
            Hints = new PlanHints { Values = ["Value='none'"] },
        },
        OfProperty<string>("AlterColumn", "nullable to required", p => p.HasMaxLength(40), p => p.HasMaxLength(40).IsRequired()),
        OfProperty<string>("AlterColumn", "required to nullable", p => p.HasMaxLength(40).IsRequired(), p => p.HasMaxLength(40)),
        OfProperty<int>("AlterColumn", "default set", Nothing, p => p.HasDefaultValue(3)),
        OfProperty<int>("AlterColumn", "default changed", p => p.HasDefaultValue(3), p => p.HasDefaultValue(4)),
        OfProperty<int>("AlterColumn", "default dropped", p => p.HasDefaultValue(3), Nothing),
        OfProperty<string>("AlterColumn", "comment", p => p.HasMaxLength(40), p => p.HasMaxLength(40).HasComment("What people say")),
        OfProperty<int>("AlterColumn", "computed: another expression", p => p.HasComputedColumnSql("2 * 2", stored: true), p => p.HasComputedColumnSql("2 * 3", stored: true)),
        OfProperty<int>("AlterColumn", "computed to plain", p => p.HasComputedColumnSql("2 * 2", stored: true), Nothing),
        OfProperty<int>("AlterColumn", "plain to computed", Nothing, p => p.HasComputedColumnSql("2 * 2", stored: true)),
        OfProperty<int>("AlterColumn", "computed: stored to virtual", p => p.HasComputedColumnSql("2 * 2", stored: true), p => p.HasComputedColumnSql("2 * 2", stored: false)),
        OfProperty<int>("AlterColumn", "computed: virtual to stored", p => p.HasComputedColumnSql("2 * 2", stored: false), p => p.HasComputedColumnSql("2 * 2", stored: true)),
        OfProperty<int>("RenameColumn", "computed: stored to virtual, in another column",
            p => p.HasComputedColumnSql("2 * 2", stored: true), p => p.HasComputedColumnSql("2 * 2", stored: false).HasColumnName("Other")),
        OfProperty<int>("RenameColumn", "computed when read: another expression, in another column",
            p => p.HasComputedColumnSql("2 * 2", stored: false), p => p.HasComputedColumnSql("2 * 3", stored: false).HasColumnName("Other")),
        OfProperty<int>("RenameColumn", "computed to plain, in another column", p => p.HasComputedColumnSql("2 * 2", stored: true), p => p.HasColumnName("Other")) with
        {
            Hints = new PlanHints { Lossy = ["Other"] },
        },
        OfProperty<int>("RenameColumn", "plain to computed when read, in another column", Nothing, p => p.HasComputedColumnSql("2 * 2", stored: false).HasColumnName("Other")) with
        {
            Hints = new PlanHints { Lossy = ["Other"] },
        },
        OfProperty<int>("RenameColumn", "plain to computed and stored, in another column", Nothing, p => p.HasComputedColumnSql("2 * 2", stored: true).HasColumnName("Other")) with
        {
            Hints = new PlanHints { Lossy = ["Other"] },
        },
    ];

    private static OperationRow Renamed(
        string condition, Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder> before,
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder> after)
        => OfCustomer("RenameColumn", condition, before, after) with { Hints = new PlanHints { Renames = ["Nick=Alias"] } };

    private static void Indexed(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder customer)
    {
        customer.Property<int?>("Rank");
        customer.HasIndex("Rank");
    }

    private static void IndexedWithEmail(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder customer)
    {
        customer.Property<int?>("Rank");
        customer.HasIndex("Rank", "Email");
    }

    private static void UniquelyIndexed(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder customer)
    {
        customer.Property<int?>("Rank");
        customer.HasIndex("Rank").IsUnique();
    }

    private static void AlternateKey(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder customer)
    {
        customer.Property<int>("Rank");
        customer.HasAlternateKey("Rank");
    }

    private static void Checked(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder customer)
    {
        customer.Property<int?>("Rank").HasColumnName("rank_no");
        customer.ToTable(t => t.HasCheckConstraint("CK_Customers_Rank", "rank_no > 0"));
    }

    private static void ReferringToItself(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder customer)
    {
        customer.Property<int?>("FriendId");
        customer.HasOne(Customer).WithMany().HasForeignKey("FriendId");
    }
}
