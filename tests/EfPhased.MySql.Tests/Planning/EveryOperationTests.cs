using EfPhased.Design.Planning;
using EfPhased.Testing.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.MySql.Tests.Planning;

public sealed class EveryOperationTests() : EveryOperationBehaviour(MySqlServer.Instance)
{
    private protected override IEnumerable<OperationRow> OwnRows =>
    [
        OfCustomer("AddColumn", "volatile default", Nothing, c => c.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql("uuid()")),
        new("AddColumn", "volatile default, no key", m => Notes(m, Nothing), m => Notes(m, e => e.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql("uuid()"))),
        new("AddColumn", "volatile default, a unique index alone",
            m => Notes(m, e => e.HasIndex("Id").IsUnique()),
            m => Notes(m, e => { e.HasIndex("Id").IsUnique(); e.Property<string>("Token").HasMaxLength(36).IsRequired().HasDefaultValueSql("uuid()"); })),
        OfProperty<string>("AlterColumn", "varchar crossing 255 bytes", p => p.HasMaxLength(60), p => p.HasMaxLength(100)),
        OfCustomer("AlterColumn", "varchar to longtext", c => c.Property<string>("Value").HasMaxLength(40), c => c.Property<string>("Value")),
        OfProperty<string>("AlterColumn", "collation", p => p.HasMaxLength(40), p => p.HasMaxLength(40).UseCollation("utf8mb4_bin")),
        new("AlterDatabase", "default collation", ShopAnd(Nothing), ShopAnd(m => m.UseCollation("utf8mb4_bin"))),
    ];

    // MySQL has neither schemas nor sequences.
    private protected override IEnumerable<Type> Unreachable =>
    [
        .. base.Unreachable, typeof(EnsureSchemaOperation), typeof(CreateSequenceOperation), typeof(AlterSequenceOperation), typeof(RestartSequenceOperation),
        typeof(RenameSequenceOperation), typeof(DropSequenceOperation),
    ];
}
