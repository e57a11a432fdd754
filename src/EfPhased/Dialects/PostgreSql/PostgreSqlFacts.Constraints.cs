using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.PostgreSql.PostgreSqlLocks;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

internal static partial class PostgreSqlFacts
{
    private static Fact[] Constraints() =>
    [
        //  id       kind                                  lock                  blocks          work        source      verified
        new("PG-60", AddCheck,                             AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every),
        new("PG-61", AddCheckNotValid,                     AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "PG-63: an update of a row that breaks it fails from then on, whatever column it sets." },
        new("PG-61", AddNotNullCheck,                      AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-62", ValidateConstraint,                   ShareUpdateExclusive, Nothing,        Scan,       AlterTable, Every),
        new("PG-64", AddCheckNotEnforced,                  AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Only18)
            { Since = V18 },
        new("PG-65", DropConstraint,                       AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-65", DropUniqueConstraint,                 AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-65", RenameConstraint,                     AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-65", SetDeferrable,                        AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-66", AddForeignKey,                        ShareRowExclusive,    Writes,         Scan,       AlterTable, Every)
            { Also = ReferencedShareRow },
        new("PG-67", AddForeignKeyNotValid,                ShareRowExclusive,    Writes,         Metadata,   AlterTable, Every)
            { Also = ReferencedShareRow },
        new("PG-68", ValidateForeignKey,                   ShareUpdateExclusive, Nothing,        Scan,       AlterTable, Every)
            { Also = new("the referenced table", RowShare) },
        new("PG-69", AddForeignKeyNotValidFromPartitioned, "refused 42809",      Nothing,        Refused,    AlterTable, "PostgreSQL 12–17")
            { Until = V18 },
        new("PG-69", AddForeignKeyNotValidFromPartitioned, ShareRowExclusive,    Writes,         Metadata,   AlterTable, Only18)
            { Since = V18, Also = ReferencedShareRow },
        new("PG-70", AddForeignKeyNotValidToPartitioned,   ShareRowExclusive,    Writes,         Metadata,   AlterTable, Every)
            { Also = new("the referenced table and each of its partitions", ShareRowExclusive) },
        new("PG-71", AddForeignKeyNotEnforced,             ShareRowExclusive,    Writes,         Metadata,   AlterTable, Only18)
            { Since = V18, Also = ReferencedShareRow },
        new("PG-72", DropForeignKey,                       AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every)
            { Also = ReferencedExclusive },
        new("PG-73", AddUnique,                            AccessExclusive,      ReadsAndWrites, IndexBuild, AlterTable, Every),
        new("PG-74", AddUniqueUsingIndex,                  AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-75", AddPrimaryKey,                        AccessExclusive,      ReadsAndWrites, IndexBuild, AlterTable, Every),
        new("PG-76", AddPrimaryKeyUsingIndex,              AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-76", AddPrimaryKeyUsingIndexOnNullable,    AccessExclusive,      ReadsAndWrites, Scan,       AlterTable, Every),
        new("PG-30", AddPrimaryKeyOverNotValid,            "refused 55000",      Nothing,        Refused,    AlterTable, Only18)
            { Since = V18, Remark = "The not-null constraint of a column is not valid yet." },
        new("PG-77", DropPrimaryKey,                       AccessExclusive,      ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-77", DropReferencedPrimaryKey,             "refused 2BP01",      Nothing,        Refused,    AlterTable, Every),
        new("PG-75", ReplacePrimaryKey,                    AccessExclusive,      ReadsAndWrites, IndexBuild, AlterTable, Every),
        new("PG-78", AddExclusion,                         AccessExclusive,      ReadsAndWrites, IndexBuild, AlterTable, Every)
            { Remark = "There is neither NOT VALID nor USING INDEX for it." },
    ];
}
