using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.DatabaseServer;
using static EfPhased.Dialects.MySql.MySqlAlgorithms;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

internal static partial class MySqlFacts
{
    private static Fact[] Others() =>
    [
        //  id       kind                 algorithm and lock  blocks          work      source      verified
        new("MY-34", SetAutoIncrement,    InPlace,            Nothing,        Metadata, OnlineDdl,  Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-34", SetAutoIncrement,    Instant,            Nothing,        Metadata, KbInstant,  OnMariaDb)
            { Server = MariaDb },
        new("MY-60", CreateSequence,      NoTable,            Nothing,        Metadata, KbSequence, OnMariaDb)
            { Server = MariaDb },
        new("MY-60", AlterSequence,       NoTable,            Nothing,        Metadata, KbSequence, OnMariaDb)
            { Server = MariaDb },
        new("MY-60", RenameSequence,      NoTable,            Nothing,        Metadata, KbSequence, OnMariaDb)
            { Server = MariaDb, Remark = "The cached numbers are skipped." },
        new("MY-60", DropSequence,        NoTable,            Nothing,        Metadata, KbSequence, OnMariaDb)
            { Server = MariaDb },
        new("R28",   CreateSchema,        NoTable,            Nothing,        Metadata, OnlineDdl,  Both),
        new("R28",   SetDatabaseDefaults, NoTable,            Nothing,        Metadata, "https://dev.mysql.com/doc/refman/8.4/en/alter-database.html", Both)
            { Remark = "Only tables created later get them." },
        new("R29",   InsertRows,          "row locks",        Nothing,        Rows,     Locks,      Both),
        new("R29",   UpdateRows,          "row locks",        Nothing,        Rows,     Locks,      Both),
        new("R29",   DeleteRows,          "row locks",        Nothing,        Rows,     Locks,      Both),
        new("B.6",   AddDualWrite,        MetadataLock,       ReadsAndWrites, Metadata, Triggers,   Both),
        new("B.6",   SwitchDualWrite,     MetadataLock,       ReadsAndWrites, Metadata, Triggers,   Both),
        new("B.6",   DropDualWrite,       MetadataLock,       ReadsAndWrites, Metadata, Triggers,   Both),
        new("BF-01", Backfill,            "row locks",        Nothing,        Rows,     Locks,      Both)
            { Remark = "InnoDB locks the gaps between the rows of a chunk and the row after them too." },
        new("R17",   CheckRows,           "none",             Nothing,        Scan,     Locks,      Both),
        new("GATE",  Gate,                "none",             Nothing,        Scan,     Locks,      Both),
    ];
}
