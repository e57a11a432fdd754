using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.DatabaseServer;
using static EfPhased.Dialects.MySql.MySqlAlgorithms;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

internal static partial class MySqlFacts
{
    private static Fact[] Indexes() =>
    [
        //  id       kind                        algorithm and lock  blocks   work        source     verified
        new("MY-40", CreateIndex,                InPlace,        Nothing, IndexBuild, OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-40", CreateIndex,                NoCopy,         Nothing, IndexBuild, KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-40", CreateIndexOnline,          InPlace,        Nothing, IndexBuild, OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-40", CreateIndexOnline,          NoCopy,         Nothing, IndexBuild, KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-42", CreateFullTextIndex,        InPlaceShared,  Writes,  Rewrite,    OnlineDdl, Both),
        new("MY-42", CreateFurtherFullTextIndex, InPlaceShared,  Writes,  IndexBuild, OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-42", CreateFurtherFullTextIndex, NoCopyShared,   Writes,  IndexBuild, KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-46", ReplaceIndex,               InPlace,        Nothing, IndexBuild, OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-46", ReplaceIndex,               NoCopy,         Nothing, IndexBuild, KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-43", DropIndex,                  InPlace,        Nothing, Metadata,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-43", DropIndex,                  NoCopy,         Nothing, Metadata,   KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-43", DropIndexOnline,            InPlace,        Nothing, Metadata,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-43", DropIndexOnline,            NoCopy,         Nothing, Metadata,   KbNoCopy,  OnMariaDb)
            { Server = MariaDb },
        new("MY-44", DropForeignKeyIndex,        "refused 1553", Nothing, Refused,    ForeignKeys, Both),
        new("MY-43", RenameIndex,                InPlace,        Nothing, Metadata,   OnlineDdl, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-43", RenameIndex,                Instant,        Nothing, Metadata,   KbInstant, OnMariaDb)
            { Server = MariaDb },
        new("MY-45", HideIndex,                  InPlace,        Nothing, Metadata,   "https://dev.mysql.com/doc/refman/8.4/en/invisible-indexes.html", Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-45", HideIndex,                  Instant,        Nothing, Metadata,   "https://mariadb.com/kb/en/ignored-indexes/", OnMariaDb)
            { Server = MariaDb },
    ];
}
