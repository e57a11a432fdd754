using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.DatabaseServer;
using static EfPhased.Dialects.MySql.MySqlAlgorithms;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

internal static partial class MySqlFacts
{
    private static Fact[] Columns() =>
    [
        //  id       kind                         algorithm and lock  blocks   work       source     verified
        new("MY-01", AddColumn,                   Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-02", AddColumnInMiddle,           Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-02", AddColumnInMiddle,           InPlace,        Nothing, Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Until = V8029 },
        new("MY-03", AddColumnBeyondRowVersions,  InPlace,        Nothing, Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "After 64 instant changes, 255 from 9.1 on, the server refuses INSTANT with 4080 or 4092; a run goes on in place, and the rebuild sets the count back." },
        new("MY-04", AddColumnToFullTextTable,    InPlaceShared,  Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-04", AddColumnToCompressedTable,  InPlace,        Nothing, Rewrite,   OnlineDdl, Both),
        new("MY-05", AddColumnWithDefault,        Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-07", AddColumnStableDefault,      Instant,        Nothing, Metadata,  OnlineDdl, Both)
            { Remark = "All existing rows get the one value of that instant." },
        new("MY-06", AddRequiredColumn,           Instant,        Nothing, Metadata,  Defaults,  Both)
            { Remark = "Existing rows silently get 0, '' or a zero date, and inserts of the previous version fail." },
        new("MY-07", AddColumnVolatileDefault,    Copy,           Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-08", AddIdentityColumn,           InPlaceShared,  Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-09", AddVirtualColumn,            Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-09", AddStoredColumn,             Copy,           Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-10", AddColumnWithCheck,          Copy,           Writes,  Rewrite,   Checks,    Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-10", AddColumnWithCheck,          Instant,        Nothing, Metadata,  KbInstant, OnMariaDb)
            { Server = MariaDb, Remark = "Existing rows are not checked; later updates of those that break it fail." },
        new("MY-11", AddReferencingColumn,        Copy,           Writes,  Rewrite,   ForeignKeys, Both)
            { Remark = "MySQL before 9.0 ignores the reference." },
        new("MY-12", AddUniqueColumn,             InPlace,        Nothing, Rewrite,   OnlineDdl, Both)
            { Remark = "Apart, the column is instant and the index needs no rebuild." },
        new("MY-01", AddJsonColumn,               Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-13", DropColumn,                  Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-13", DropColumn,                  InPlace,        Nothing, Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Until = V8029 },
        new("MY-14", DropIndexedColumn,           InPlace,        Nothing, Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-14", DropIndexedColumn,           NoCopy,         Nothing, Metadata,  KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-15", DropColumnOfLongerIndex,     InPlace,        Nothing, Rewrite,   OnlineDdl, Both)
            { Remark = "The index goes on without the column." },
        new("MY-15", DropColumnOfLongerConstraint, "refused 1072", Nothing, Refused,  OnlineDdl, Both),
        new("MY-16", DropUsedColumn,              Instant,        Nothing, Metadata,  Triggers,  Both)
            { Remark = "Triggers and views that name the column fail from then on, and every write to a table with such a trigger." },
        new("MY-17", DropReferencingColumn,       "refused 1553", Nothing, Refused,   ForeignKeys, Both),
        new("MY-04", DropColumnOfFullTextTable,   InPlaceShared,  Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-04", DropColumnOfCompressedTable, InPlace,        Nothing, Rewrite,   OnlineDdl, Both),
        new("MY-18", RenameColumn,                Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-18", RenameColumn,                InPlace,        Nothing, Metadata,  OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Until = V8028 },
        new("MY-19", MoveColumn,                  InPlace,        Nothing, Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-19", MoveColumn,                  Instant,        Nothing, Metadata,  KbInstant, OnMariaDb)
            { Server = MariaDb },
    ];

    private static Fact[] ColumnDetails() =>
    [
        //  id       kind                         algorithm and lock  blocks   work       source     verified
        new("MY-20", SetDefault,                  Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-21", SetNotNull,                  InPlace,        Nothing, Rewrite,   OnlineDdl, Both)
            { Remark = "Without strict mode nulls silently become 0 or ''." },
        new("MY-21", SetNotNullProven,            InPlace,        Nothing, Rewrite,   OnlineDdl, Both),
        new("MY-21", SetNotNullBesideStored,      Copy,           Writes,  Rewrite,   KbInstant, OnMariaDb)
            { Server = MariaDb, Remark = "In a table with a computed column that is stored." },
        new("MY-22", DropNotNull,                 InPlace,        Nothing, Rewrite,   OnlineDdl, Both),
        new("MY-04", SetNotNullOfFullTextTable,   InPlaceShared,  Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-04", DropNotNullOfFullTextTable,  InPlaceShared,  Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-33", SetComment,                  Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-33", SetTableComment,             Instant,        Nothing, Metadata,  OnlineDdl, Both),
        new("MY-35", AddIdentity,                 Copy,           Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-35", DropIdentity,                Copy,           Writes,  Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-35", DropIdentity,                Instant,        Nothing, Metadata,  KbInstant, OnMariaDb)
            { Server = MariaDb },
        new("MY-36", SetVirtualExpression,        Copy,           Writes,  Rewrite,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-36", SetVirtualExpression,        Instant,        Nothing, Metadata,  KbInstant, OnMariaDb)
            { Server = MariaDb },
        new("MY-36", SetStoredExpression,         Copy,           Writes,  Rewrite,   OnlineDdl, Both),
        new("MY-37", StoreVirtualColumn,          "refused 1907", Nothing, Refused,   OnlineDdl, Both)
            { Remark = "MySQL's number is 3106." },
        new("MY-37", DropVirtualExpression,       "refused 1907", Nothing, Refused,   OnlineDdl, Both)
            { Remark = "MySQL's number is 3106." },
        new("MY-37", DropStoredExpression,        Copy,           Writes,  Rewrite,   OnlineDdl, Both),
    ];
}
