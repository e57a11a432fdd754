using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.PostgreSql.PostgreSqlLocks;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

internal static partial class PostgreSqlFacts
{
    private static Fact[] Indexes() =>
    [
        //  id        kind                            lock                  blocks          work        source           verified
        new("PG-79",  CreateIndex,                    Share,                Writes,         IndexBuild, CreateIndexPage, Every),
        new("PG-80",  CreateIndexOnline,              ShareUpdateExclusive, Nothing,        IndexBuild, CreateIndexPage, Every)
            { Remark = "It waits for every older transaction of the database, and leaves an invalid index when it fails (PG-83, PG-84)." },
        new("PG-81",  CreateIndexOnlineInTransaction, "refused 25001",      Nothing,        Refused,    CreateIndexPage, Every),
        new("PG-82",  CreateIndexOnlineOnPartitioned, "refused 0A000",      Nothing,        Refused,    CreateIndexPage, Every)
            { Remark = "ON ONLY the table, concurrently on each partition, then ATTACH PARTITION." },
        new("PG-109", CreateIndexOnPartitioned,       Share,                Writes,         IndexBuild, CreateIndexPage, Every)
            { Also = new("each partition", Share) },
        new("PG-109", CreateIndexOnPartitionedOnly,   Share,                Writes,         Metadata,   CreateIndexPage, Every),
        new("PG-79",  CreateFullTextIndex,            Share,                Writes,         IndexBuild, CreateIndexPage, Every),
        new("PG-79",  ReplaceIndex,                   AccessExclusive,      ReadsAndWrites, IndexBuild, CreateIndexPage, Every)
            { Remark = "Dropped and built again in one transaction." },
        new("PG-86",  DropIndex,                      AccessExclusive,      ReadsAndWrites, Metadata,   DropIndexPage,   Every)
            { Also = new("the index", AccessExclusive) },
        new("PG-87",  DropIndexOnline,                ShareUpdateExclusive, Nothing,        Metadata,   DropIndexPage,   Every),
        new("PG-88",  DropConstraintIndex,            "refused 2BP01",      Nothing,        Refused,    DropIndexPage,   Every),
        new("PG-89",  RenameIndex,                    ShareUpdateExclusive, Nothing,        Metadata,   AlterIndex,      Every)
            { Remark = "The lock is on the index alone." },
        new("PG-90",  Reindex,                        Share,                Writes,         IndexBuild, ReindexPage,     Every)
            { Also = new("the index", AccessExclusive) },
        new("PG-90",  ReindexOnline,                  ShareUpdateExclusive, Nothing,        IndexBuild, ReindexPage,     Every),
    ];
}
