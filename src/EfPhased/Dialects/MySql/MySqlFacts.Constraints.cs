using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.DatabaseServer;
using static EfPhased.Dialects.MySql.MySqlAlgorithms;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

internal static partial class MySqlFacts
{
    private static Fact[] Constraints() =>
    [
        //  id       kind                  algorithm and lock  blocks   work        source       verified
        new("MY-52", AddCheck,             Copy,           Writes,  Rewrite,    Checks,      Both),
        new("MY-52", AddCheckNotEnforced,  InPlace,        Nothing, Metadata,   Checks,      Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-53", DropConstraint,       InPlace,        Nothing, Metadata,   Checks,      Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-53", DropConstraint,       Instant,        Nothing, Metadata,   KbInstant,   OnMariaDb)
            { Server = MariaDb },
        new("MY-43", DropUniqueConstraint, InPlace,        Nothing, Metadata,   OnlineDdl,   Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-43", DropUniqueConstraint, NoCopy,         Nothing, Metadata,   KbNoCopy,    OnMariaDb)
            { Server = MariaDb },
        new("MY-49", AddForeignKey,        Copy,           Writes,  Rewrite,    ForeignKeys, Both)
            { Remark = "With foreign_key_checks on; writes to the referenced table wait for the whole copy too." },
        new("MY-50", AddForeignKeyNotValid, InPlace,       Nothing, Metadata,   ForeignKeys, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "With foreign_key_checks off; existing rows are not checked." },
        new("MY-50", AddForeignKeyNotValid, Instant,       Nothing, Metadata,   KbInstant,   OnMariaDb)
            { Server = MariaDb, Remark = "With foreign_key_checks off; existing rows are not checked." },
        new("R15",   ValidateForeignKey,   "none",         Nothing, Scan,       Locks,       Both),
        new("MY-51", DropForeignKey,       InPlace,        Nothing, Metadata,   OnlineDdl,   Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-51", DropForeignKey,       Instant,        Nothing, Metadata,   KbInstant,   OnMariaDb)
            { Server = MariaDb, Remark = "It waits for open writers of the referenced table." },
        new("MY-40", AddUnique,            InPlace,        Nothing, IndexBuild, OnlineDdl,   Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "A duplicate that is written meanwhile fails it." },
        new("MY-40", AddUnique,            NoCopy,         Nothing, IndexBuild, KbNoCopy,    OnMariaDb)
            { Server = MariaDb, Remark = "Whoever writes a duplicate meanwhile gets error 1062." },
        new("MY-40", AddUniqueUsingIndex,  InPlace,        Nothing, IndexBuild, OnlineDdl,   Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql },
        new("MY-40", AddUniqueUsingIndex,  NoCopy,         Nothing, IndexBuild, KbNoCopy,    OnMariaDb)
            { Server = MariaDb },
        new("MY-47", AddPrimaryKey,        InPlace,        Nothing, Rewrite,    OnlineDdl,   Both),
        new("MY-47", AddPrimaryKeyUsingIndex, InPlace,     Nothing, Rewrite,    OnlineDdl,   Both),
        new("MY-47", ReplacePrimaryKey,    InPlace,        Nothing, Rewrite,    OnlineDdl,   Both),
        new("MY-48", DropPrimaryKey,       Copy,           Writes,  Rewrite,    OnlineDdl,   Both),
    ];
}
