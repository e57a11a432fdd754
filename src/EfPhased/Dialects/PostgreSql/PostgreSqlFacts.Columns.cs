using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.PostgreSql.PostgreSqlLocks;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

internal static partial class PostgreSqlFacts
{
    private static Fact[] Columns() =>
    [
        //  id       kind                              lock                  blocks          work        source      verified
        new("PG-01", AddColumn,                        AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-02", AddColumnWithDefault,             AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-03", AddColumnStableDefault,           AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "All existing rows get the one value of that instant." },
        new("PG-04", AddColumnVolatileDefault,         AccessExclusive,      ReadsAndWrites, Rewrite,    AlterTable, Every),
        new("PG-05", AddIdentityColumn,                AccessExclusive,      ReadsAndWrites, Rewrite,    AlterTable, Every),
        new("PG-06", AddStoredColumn,                  AccessExclusive,      ReadsAndWrites, Rewrite,    AlterTable, Every),
        new("PG-07", AddVirtualColumn,                 AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Only18)
            { Since = V18 },
        new("PG-08", AddRequiredColumn,                "refused 23502",      Nothing,        Refused,    AlterTable, Every)
            { Remark = "Refused as soon as the table has a row; an empty table takes it." },
        new("PG-09", AddColumnWithCheck,               AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every),
        new("PG-10", AddUniqueColumn,                  AccessExclusive,      ReadsAndWrites, IndexBuild, AlterTable, Every),
        new("PG-11", AddReferencingColumn,             AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Also = ReferencedShareRow },
        new("PG-12", AddReferencingColumnWithDefault,  AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every)
            { Also = ReferencedShareRow },
        new("PG-13", AddCheckedDomainColumn,           AccessExclusive,      ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "The rewrite comes even without a default." },
        new("PG-14", AddDomainColumn,                  AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-15", AddJsonColumn,                    AccessExclusive,      ReadsAndWrites, Metadata,   Manual + "datatype-json.html", Every)
            { Remark = "json has no equality: DISTINCT, UNION and GROUP BY over it fail; jsonb has." },
        new("R38",   AddSystemColumn,                  NoTable,              Nothing,        None,       Manual + "ddl-system-columns.html", Fact.DocumentationOnly)
            { Remark = "Every table has xmin already; the provider sends nothing." },
        new("PG-16", DropColumn,                       AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-16", DropIndexedColumn,                AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Also = new("its index", AccessExclusive) },
        new("PG-17", DropColumnOfLongerIndex,          AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Also = new("the index", AccessExclusive), Remark = "The whole index vanishes without a word." },
        new("PG-17", DropColumnOfLongerConstraint,     AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "The whole constraint vanishes without a word." },
        new("PG-18", DropReferencingColumn,            AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Also = ReferencedExclusive },
        new("PG-19", DropUsedColumn,                   "refused 2BP01",      Nothing,        Refused,    AlterTable, Every)
            { Remark = "A view reads it." },
        new("PG-19", DropGeneratedSource,              "refused 2BP01",      Nothing,        Refused,    AlterTable, "PostgreSQL 15–18")
            { Since = V15, Remark = "A generated column reads it." },
        new("PG-19", DropGeneratedSource,              AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, "PostgreSQL 12–14")
            { Until = V15, Remark = "The generated column vanishes with it without a word." },
        new("PG-20", RenameColumn,                     AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-21", SetDefault,                       AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-22", DropNotNull,                      AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-23", SetNotNull,                       AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every),
        new("PG-24", SetNotNullProven,                 AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-25", SetNotNullUnproven,               AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every)
            { Remark = "A check that is not valid yet proves nothing." },
        new("PG-26", SetNotNullDroppingProof,          AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every)
            { Remark = "In one statement the check is dropped first, and the proof with it." },
        new("PG-27", AddNotNullNotValid,               AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Only18)
            { Since = V18 },
        new("PG-28", ValidateNotNull,                  ShareUpdateExclusive, Nothing,        Scan,       AlterTable, Only18)
            { Since = V18 },
        new("PG-29", SetNotNullOverNotValid,           AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Only18)
            { Since = V18, Remark = "It validates under the strong lock; VALIDATE CONSTRAINT does not." },
    ];

    private static Fact[] ColumnDetails() =>
    [
        //  id       kind                   lock                  blocks          work      source      verified
        new("PG-31", AddIdentity,           AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, Every)
            { Remark = "Its sequence starts at 1: the next insert collides until setval." },
        new("PG-32", AddIdentityToNullable, "refused 55000",      Nothing,        Refused,  AlterTable, Every),
        new("PG-33", SetIdentityAlways,     AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, Every)
            { Also = new("the sequence", ShareRowExclusive), Remark = "Versions that insert ids themselves fail from then on." },
        new("PG-33", RestartIdentity,       AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, Every)
            { Also = new("the sequence", ShareRowExclusive) },
        new("PG-33", DropIdentity,          AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, Every)
            { Also = new("the sequence", AccessExclusive) },
        new("PG-34", DropStoredExpression,  AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, "PostgreSQL 13–18")
            { Since = V13 },
        new("PG-35", SetStoredExpression,   AccessExclusive,      ReadsAndWrites, Rewrite,  AlterTable, "PostgreSQL 17–18")
            { Since = V17 },
        new("PG-36", SetVirtualExpression,  AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, Only18)
            { Since = V18 },
        new("PG-36", DropVirtualExpression, "refused 0A000",      Nothing,        Refused,  AlterTable, Only18)
            { Since = V18 },
        new("PG-37", SetComment,            ShareUpdateExclusive, Nothing,        Metadata, Comment,    Every)
            { Remark = "It waits for VALIDATE CONSTRAINT, CREATE INDEX CONCURRENTLY and VACUUM." },
        new("PG-37", SetTableComment,       ShareUpdateExclusive, Nothing,        Metadata, Comment,    Every),
        new("PG-38", SetColumnStatistics,   ShareUpdateExclusive, Nothing,        Metadata, AlterTable, Every),
        new("PG-38", SetStorageParameter,   ShareUpdateExclusive, Nothing,        Metadata, AlterTable, Every),
        new("PG-39", SetColumnStorage,      AccessExclusive,      ReadsAndWrites, Metadata, AlterTable, Every)
            { Remark = "Only values written later are stored the new way." },
        new("PG-40", SetUnlogged,           AccessExclusive,      ReadsAndWrites, Rewrite,  AlterTable, Every),
    ];
}
