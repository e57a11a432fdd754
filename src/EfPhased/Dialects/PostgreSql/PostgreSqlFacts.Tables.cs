using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.PostgreSql.PostgreSqlLocks;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

internal static partial class PostgreSqlFacts
{
    private static Fact[] Tables() =>
    [
        //  id        kind                   lock                  blocks          work      source             verified
        new("PG-92",  CreateTable,           NoOtherTable,         Nothing,        Metadata, Locking,           Every),
        new("PG-93",  CreateTableReferencing, ShareRowExclusive,   Writes,         Metadata, Locking,           Every)
            { Remark = "The lock is on the referenced table, until the transaction ends." },
        new("PG-94",  DropTable,             AccessExclusive,      ReadsAndWrites, Metadata, Locking,           Every),
        new("PG-95",  DropReferencingTable,  AccessExclusive,      ReadsAndWrites, Metadata, Locking,           Every)
            { Also = ReferencedExclusive },
        new("PG-96",  DropReferencedTable,   "refused 2BP01",      Nothing,        Refused,  Manual + "sql-droptable.html", Every),
        new("PG-97",  RenameTable,           AccessExclusive,      ReadsAndWrites, Metadata, AlterTable,        Every),
        new("PG-98",  RenameTableBehindView, AccessExclusive,      ReadsAndWrites, Metadata, AlterTable,        Every)
            { Remark = "PG-100: the view has no xmin, and takes no COPY, TRUNCATE or foreign key." },
        new("PG-40",  RebuildTable,          AccessExclusive,      ReadsAndWrites, Rewrite,  AlterTable,        Every),
        new("PG-105", Truncate,              AccessExclusive,      ReadsAndWrites, Metadata, Manual + "sql-truncate.html", Every),
        new("PG-106", AttachPartition,       ShareUpdateExclusive, Nothing,        Scan,     Partitioning,      Every)
            { Also = new("the partition", AccessExclusive) },
        new("PG-106", AttachProvenPartition, ShareUpdateExclusive, Nothing,        Metadata, Partitioning,      Every)
            { Also = new("the partition", AccessExclusive) },
        new("PG-107", CreatePartition,       AccessExclusive,      ReadsAndWrites, Metadata, CreateTablePage,   Every),
        new("PG-108", DetachPartition,       AccessExclusive,      ReadsAndWrites, Metadata, AlterTable,        "PostgreSQL 14–18")
            { Since = V14, Also = new("the partition", AccessExclusive) },
        new("PG-108", DetachPartition,       AccessExclusive,      ReadsAndWrites, Metadata, AlterTable,        "PostgreSQL 12–13")
            { Until = V14, Also = new("the partition", ShareUpdateExclusive) },
        new("PG-108", DetachPartitionOnline, ShareUpdateExclusive, Nothing,        Metadata, AlterTable,        "PostgreSQL 14–18")
            { Since = V14, Remark = "Outside a transaction, and not where there is a default partition." },
        new("PG-102", CreateView,            AccessShare,          Nothing,        Metadata, Manual + "sql-createview.html", Every),
        new("PG-102", ReplaceView,           AccessShare,          Nothing,        Metadata, Manual + "sql-createview.html", Every)
            { Also = new("the view", AccessExclusive), Remark = "Columns can be appended, neither renamed nor reordered." },
        new("PG-102", DropView,              NoTable,              Nothing,        Metadata, Manual + "sql-dropview.html", Every)
            { Also = new("the view", AccessExclusive) },
    ];
}
