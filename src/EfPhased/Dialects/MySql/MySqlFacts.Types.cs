using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.DatabaseServer;
using static EfPhased.Dialects.MySql.MySqlAlgorithms;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

internal static partial class MySqlFacts
{
    // The first row of a kind speaks for all of its kind; the others say which change of type they are about.
    private static Fact[] Types() =>
    [
        //  id       kind                    algorithm and lock  blocks   work        source     verified
        new("MY-23", ChangeTypeInPlace,      InPlace,        Nothing, Metadata,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "A longer VARCHAR on the same side of 255 bytes." },
        new("MY-23", ChangeTypeInPlace,      Instant,        Nothing, Metadata,   KbInstant, OnMariaDb)
            { Server = MariaDb, Remark = "A longer VARCHAR on the same side of 255 bytes." },
        new("MY-24", ChangeTypeInPlace,      Instant,        Nothing, Metadata,   KbInstant, OnMariaDb)
            { Server = MariaDb, Remark = "A VARCHAR that had at most 127 bytes, to any length." },
        new("MY-27", ChangeTypeInPlace,      Instant,        Nothing, Metadata,   OnlineDdl, Both)
            { Remark = "Members appended to an ENUM or SET that needs no more bytes." },
        new("MY-26", ChangeTypeRewriting,    Copy,           Writes,  Rewrite,    OnlineDdl, Both)
            { Remark = "Types that are stored differently." },
        new("MY-24", ChangeTypeRewriting,    Copy,           Writes,  Rewrite,    OnlineDdl, Both)
            { Remark = "A longer VARCHAR that crosses 255 bytes; on MariaDB only from 128 bytes on." },
        new("MY-25", ChangeTypeRewriting,    Copy,           Writes,  Rewrite,    OnlineDdl, Both)
            { Remark = "A shorter VARCHAR, and VARCHAR to TEXT." },
        new("MY-28", ChangeTypeRewriting,    Copy,           Writes,  Rewrite,    OnlineDdl, Both)
            { Remark = "Members of an ENUM or SET inserted, removed or reordered, or more than its bytes hold." },
        new("MY-39", ChangeTypeOfForeignKey, "refused 1832", Nothing, Refused,    ForeignKeys, Both),
        new("MY-29", ChangeCharset,          Copy,           Writes,  Rewrite,    OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-29", ChangeCharset,          Instant,        Nothing, Metadata,   KbInstant, OnMariaDb)
            { Server = MariaDb, Remark = "utf8mb3 to utf8mb4 without an index." },
        new("MY-30", ChangeCollation,        InPlace,        Nothing, Metadata,   NoIndex,   Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "Within one character set." },
        new("MY-30", ChangeCollation,        Instant,        Nothing, Metadata,   KbInstant, OnMariaDb)
            { Server = MariaDb },
        new("MY-30", ChangeCollationIndexed, Copy,           Writes,  Rewrite,    NoIndex,   Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-30", ChangeCollationIndexed, NoCopy,         Nothing, IndexBuild, KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
    ];
}
