using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.PostgreSql.PostgreSqlLocks;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

internal static partial class PostgreSqlFacts
{
    // The first row of a kind speaks for all of its kind; the others say which change of type they are about.
    private static Fact[] Types() =>
    [
        //  id       kind                       lock             blocks          work        source      verified
        new("PG-41", ChangeTypeInPlace,         AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "A longer or unlimited varchar; text and varchar. Indexes stay." },
        new("PG-45", ChangeTypeInPlace,         AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "numeric with more digits and the same scale, or without limits." },
        new("PG-47", ChangeTypeInPlace,         AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "timestamp and timestamptz where the session's TimeZone is UTC and there is no USING." },
        new("PG-50", ChangeTypeInPlace,         AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "More fractional digits, a longer varbit, cidr to inet." },
        new("PG-53", ChangeTypeInPlace,         AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "A domain without constraint over the same type." },
        new("PG-54", ChangeTypeInPlace,         AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every)
            { Remark = "text and citext without an index." },
        new("PG-56", ChangeTypeInPlaceChecked,  AccessExclusive, ReadsAndWrites, Scan,       AlterTable, Every)
            { Remark = "A valid CHECK over the column is made again and reads all rows; one that is NOT VALID does not." },
        new("PG-49", ChangeTypeRebuildingIndex, AccessExclusive, ReadsAndWrites, IndexBuild, AlterTable, Every)
            { Remark = "timestamp and timestamptz in UTC with an index." },
        new("PG-54", ChangeTypeRebuildingIndex, AccessExclusive, ReadsAndWrites, IndexBuild, AlterTable, Every)
            { Remark = "text and citext with an index." },
        new("PG-52", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "Types that are stored differently." },
        new("PG-42", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "A shorter varchar; refused with 22001 when a value is too long." },
        new("PG-43", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "char(n) to anything, a longer char(n) too." },
        new("PG-44", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "Integers of another size." },
        new("PG-46", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "numeric with another scale or fewer digits." },
        new("PG-48", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "timestamp and timestamptz in another time zone than UTC, or with USING." },
        new("PG-51", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "Fewer fractional digits." },
        new("PG-53", ChangeTypeRewriting,       AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Remark = "A domain with a constraint." },
        new("PG-58", ChangeTypeOfForeignKey,    AccessExclusive, ReadsAndWrites, Rewrite,    AlterTable, Every)
            { Also = ReferencedExclusive, Remark = "The foreign key is checked again, over both tables." },
        new("PG-52", ChangeTypeRefused,         "refused 42804", Nothing,        Refused,    AlterTable, Every)
            { Remark = "There is no cast without USING; with it the table is rewritten." },
        new("PG-57", ChangeTypeRefused,         "refused 0A000", Nothing,        Refused,    AlterTable, Every)
            { Remark = "A view or the column list of a trigger names the column." },
        new("PG-57", ChangeTypeOfGeneratedSource, "refused 0A000", Nothing,      Refused,    AlterTable, "PostgreSQL 15–18")
            { Since = V15, Remark = "A generated column reads the column." },
        new("PG-57", ChangeTypeOfGeneratedSource, "refused 42601", Nothing,      Refused,    AlterTable, "PostgreSQL 12–14")
            { Until = V15, Remark = "A generated column reads the column." },
        new("PG-55", ChangeCollation,           AccessExclusive, ReadsAndWrites, Metadata,   AlterTable, Every),
        new("PG-55", ChangeCollationIndexed,    AccessExclusive, ReadsAndWrites, IndexBuild, AlterTable, Every)
            { Remark = "The order of rows and what counts as a duplicate may change." },
    ];
}
