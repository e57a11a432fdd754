using EfPhased.Design.Planning;
using EfPhased.Testing.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using NpgsqlTypes;
using static EfPhased.Testing.Planning.RowModels;

namespace EfPhased.PostgreSql.Tests.Planning;

public sealed class EveryOperationTests() : EveryOperationBehaviour(PostgreSqlServer.Instance)
{
    private protected override IEnumerable<OperationRow> OwnRows =>
    [
        .. HandRows.PostgreSql,
        OfCustomer("AddColumn", "volatile default", Nothing, c => c.Property<Guid>("Token").HasDefaultValueSql("gen_random_uuid()")),
        new("AddColumn", "volatile default, no key", m => Notes(m, Nothing), m => Notes(m, e => e.Property<Guid>("Token").HasDefaultValueSql("gen_random_uuid()"))),
        new("AddColumn", "volatile default, a unique index alone",
            m => Notes(m, e => e.HasIndex("Id").IsUnique()),
            m => Notes(m, e => { e.HasIndex("Id").IsUnique(); e.Property<Guid>("Token").HasDefaultValueSql("gen_random_uuid()"); })),
        OfCustomer("AddColumn", "identity", Nothing, c => c.Property<int>("Number").UseIdentityByDefaultColumn()),
        OfCustomer("AddColumn", "identity, its own start", Nothing, c => c.Property<int>("Number").UseIdentityByDefaultColumn().HasIdentityOptions(startValue: 100)),
        OfCustomer("AddColumn", "xmin", Nothing, c => c.Property<uint>("Version").IsRowVersion()),
        OfCustomer("AddColumn", "jsonb", Nothing, c => c.Property<string>("Data").HasColumnType("jsonb")),
        OfCustomer("AddColumn", "json", Nothing, c => c.Property<string>("Data").HasColumnType("json")),
        OfCustomer("AddColumn", "a domain, which may have a constraint", Nothing, c => c.Property<string>("Phone").HasColumnType("phone_number")),
        OfCustomer("AlterColumn", "timestamp to timestamptz", c => c.Property<DateTime>("Value").HasColumnType("timestamp"), c => c.Property<DateTime>("Value").HasColumnType("timestamptz")),
        OfCustomer("AlterColumn", "varchar to text", c => c.Property<string>("Value").HasMaxLength(40), c => c.Property<string>("Value")),
        OfCustomer("AlterColumn", "json to jsonb", c => c.Property<string>("Value").HasColumnType("json"), c => c.Property<string>("Value").HasColumnType("jsonb")),
        OfProperty<string>("AlterColumn", "collation, not indexed", p => p.HasMaxLength(40), p => p.HasMaxLength(40).UseCollation("C")),
        OfCustomer("AlterColumn", "collation, indexed",
            c => { c.Property<string>("Value").HasMaxLength(40); c.HasIndex("Value"); },
            c => { c.Property<string>("Value").HasMaxLength(40).UseCollation("C"); c.HasIndex("Value"); }),
        OfCustomer("RenameColumn", "collation, indexed, in another column",
            c => { c.Property<string>("Value").HasMaxLength(40); c.HasIndex("Value"); },
            c => { c.Property<string>("Value").HasMaxLength(40).UseCollation("C").HasColumnName("Other"); c.HasIndex("Value"); }),
        OfCustomer("AlterColumn", "identity added", c => c.Property<int>("Value").ValueGeneratedNever(), c => c.Property<int>("Value").UseIdentityByDefaultColumn()),
        OfCustomer("AlterColumn", "identity removed", c => c.Property<int>("Value").UseIdentityByDefaultColumn(), c => c.Property<int>("Value").ValueGeneratedNever()),
        OfCustomer("AlterColumn", "identity removed, below a number",
            c => c.Property<int>("Value").UseIdentityByDefaultColumn().HasIdentityOptions(maxValue: 1000), c => c.Property<int>("Value").ValueGeneratedNever()),
        OfCustomer("AlterColumn", "identity added, above a number",
            c => c.Property<int>("Value").ValueGeneratedNever(), c => c.Property<int>("Value").UseIdentityByDefaultColumn().HasIdentityOptions(startValue: 1000)),
        OfCustomer("AlterColumn", "serial to identity", c => c.Property<int>("Value").UseSerialColumn(), c => c.Property<int>("Value").UseIdentityByDefaultColumn()),
        OfCustomer("AlterColumn", "identity by default to always", c => c.Property<int>("Value").UseIdentityByDefaultColumn(), c => c.Property<int>("Value").UseIdentityAlwaysColumn()),
        OfCustomer("CreateIndex", "filtered", Nothing, c => c.HasIndex("Email").HasFilter("\"Id\" > 0")),
        OfCustomer("CreateIndex", "included columns", Nothing, c => c.HasIndex("Email").IncludeProperties("Id")),
        OfCustomer("CreateIndex", "another method", Nothing, c => c.HasIndex("Email").HasMethod("hash")),
        OfCustomer("CreateIndex", "unique, nulls not distinct", Nothing, c => c.HasIndex("Email").IsUnique().AreNullsDistinct(false)),
        OfCustomer("AlterTable", "storage parameter", Nothing, c => c.HasStorageParameter("fillfactor", 70)),
        OfCustomer("AlterTable", "another storage parameter", Nothing, c => c.HasStorageParameter("autovacuum_vacuum_scale_factor", 0.05)),
        OfCustomer("AlterTable", "unlogged", Nothing, c => c.IsUnlogged()),
        new("EnsureSchema", "a new schema", ShopAnd(Nothing), ShopAnd(m => Parcels(m, e => e.ToTable("Parcels", "depot")))),
        new("RenameTable", "another schema", ShopAnd(m => Parcels(m)), ShopAnd(m => Parcels(m, e => e.ToTable("Parcels", "depot")))),
        new("CreateSequence", "new", ShopAnd(Nothing), ShopAnd(m => m.HasSequence("Numbers"))),
        new("AlterSequence", "increment", ShopAnd(m => m.HasSequence("Numbers")), ShopAnd(m => m.HasSequence("Numbers").IncrementsBy(10))),
        new("AlterSequence", "wider", ShopAnd(m => m.HasSequence("Numbers").HasMax(10)), ShopAnd(m => m.HasSequence("Numbers").HasMax(20))),
        new("AlterSequence", "narrower", ShopAnd(m => m.HasSequence("Numbers").HasMax(20)), ShopAnd(m => m.HasSequence("Numbers").HasMax(10))),
        new("CreateSequence", "in place of one of a wider type", ShopAnd(m => m.HasSequence<long>("Numbers")), ShopAnd(m => m.HasSequence<int>("Numbers"))),
        new("AlterSequence", "cycle", ShopAnd(m => m.HasSequence("Numbers").HasMax(10)), ShopAnd(m => m.HasSequence("Numbers").HasMax(10).IsCyclic())),
        new("RestartSequence", "upwards", ShopAnd(m => m.HasSequence("Numbers").StartsAt(1)), ShopAnd(m => m.HasSequence("Numbers").StartsAt(1000))),
        new("RestartSequence", "downwards", ShopAnd(m => m.HasSequence("Numbers").StartsAt(1000)), ShopAnd(m => m.HasSequence("Numbers").StartsAt(1))),
        new("RenameSequence", "another schema", ShopAnd(m => m.HasSequence("Numbers", "public")), ShopAnd(m => m.HasSequence("Numbers", "depot"))),
        new("CreateSequence", "another name", ShopAnd(m => m.HasSequence("Numbers")), ShopAnd(m => m.HasSequence("Figures"))),
        new("DropSequence", "gone", ShopAnd(m => m.HasSequence("Numbers")), ShopAnd(Nothing)),
        new("AlterDatabase", "enum added", ShopAnd(Nothing), ShopAnd(m => m.HasPostgresEnum("mood", ["good", "bad"]))),
        new("AlterDatabase", "enum value added", ShopAnd(m => m.HasPostgresEnum("mood", ["good"])), ShopAnd(m => m.HasPostgresEnum("mood", ["good", "bad"]))),
        new("AlterDatabase", "enum value removed", ShopAnd(m => m.HasPostgresEnum("mood", ["good", "bad"])), ShopAnd(m => m.HasPostgresEnum("mood", ["good"]))),
        new("AlterDatabase", "enum value removed, in a type of another name", m => Graded(m, "grade", "good", "bad"), m => Graded(m, "grade_2", "good"))
        {
            Hints = new PlanHints { Ups = ["grade_2='good'::grade_2"] },
        },
        new("AlterDatabase", "enum values reordered", ShopAnd(m => m.HasPostgresEnum("mood", ["good", "bad"])), ShopAnd(m => m.HasPostgresEnum("mood", ["bad", "good"]))),
        new("AlterDatabase", "enum value renamed", ShopAnd(m => m.HasPostgresEnum("mood", ["good", "bad"])), ShopAnd(m => m.HasPostgresEnum("mood", ["good", "poor"]))),
        new("AlterDatabase", "enum value renamed, in a type of another name", m => Graded(m, "grade", "good", "bad"), m => Graded(m, "grade_2", "good", "poor"))
        {
            Hints = new PlanHints { Ups = ["grade_2='good'::grade_2"], Downs = ["grade='good'::grade"] },
        },
        new("AlterDatabase", "enum renamed", ShopAnd(m => m.HasPostgresEnum("mood", ["good"])), ShopAnd(m => m.HasPostgresEnum("humour", ["good"]))),
        new("AlterDatabase", "enum value added and used", m => Moody(m, ["good"]), m => Moody(m, ["good", "bad"], "('bad'::mood)::text")),
        new("AlterDatabase", "range added", ShopAnd(Nothing), ShopAnd(m => m.HasPostgresRange("timerange", "time"))),
        new("AlterDatabase", "enum removed", ShopAnd(m => m.HasPostgresEnum("mood", ["good"])), ShopAnd(Nothing)),
        new("AlterDatabase", "extension added", ShopAnd(Nothing), ShopAnd(m => m.HasPostgresExtension("citext"))),
        new("AlterDatabase", "extension removed", ShopAnd(m => m.HasPostgresExtension("citext")), ShopAnd(Nothing)),
        new("AlterDatabase", "default collation", ShopAnd(Nothing), ShopAnd(m => m.UseCollation("C"))),
        new("AlterDatabase", "collation added", ShopAnd(Nothing), ShopAnd(m => m.HasCollation("german", locale: "de", provider: "libc"))),
    ];

    // A column and its type of one name.
    private static void Graded(ModelBuilder model, string type, params string[] labels)
    {
        model.HasPostgresEnum(type, labels);
        Shop(model, c => c.Property<string>("Grade").IsRequired().HasColumnType(type).HasColumnName(type));
    }

    private static void Moody(ModelBuilder model, string[] labels, string? value = null)
    {
        model.HasPostgresEnum("mood", labels);
        Shop(model, c =>
        {
            if (value is not null)
                c.Property<string>("Mood").HasMaxLength(20).IsRequired().HasDefaultValueSql(value);
        });
    }
}
