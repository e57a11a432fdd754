using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// What MySQL and MariaDB do. The lock column names the algorithm that the statement asks for, so that the server refuses it
/// where it would have to copy the table. Each also takes the table's metadata lock for a moment at its start and end.
/// </summary>
internal static class MySqlFacts
{
    private const string OnlineDdl = "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html";
    private const string Triggers = "https://dev.mysql.com/doc/refman/8.4/en/create-trigger.html";
    private const string Locks = "https://dev.mysql.com/doc/refman/8.4/en/innodb-locks-set.html";
    private const string MariaDb = "MariaDB 10.11";

    public static readonly IReadOnlyList<Fact> All =
    [
        //  id       kind                      algorithm and lock               blocks          work        source     verified
        new("MY-01", AddColumn,                "ALGORITHM=INSTANT",             Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-05", AddColumnWithDefault,     "ALGORITHM=INSTANT",             Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-07", AddColumnVolatileDefault, "ALGORITHM=COPY",                Writes,         Rewrite,    OnlineDdl, MariaDb),
        new("MY-13", DropColumn,               "ALGORITHM=INSTANT",             Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-18", RenameColumn,             "ALGORITHM=INSTANT",             Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-20", SetDefault,               "ALGORITHM=INSTANT",             Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-21", SetNotNull,               "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Rewrite,    OnlineDdl, MariaDb),
        new("MY-21", SetNotNullProven,         "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Rewrite,    OnlineDdl, MariaDb),
        new("MY-22", DropNotNull,              "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Rewrite,    OnlineDdl, MariaDb),
        new("B.6",   AddDualWrite,             "metadata lock",                 ReadsAndWrites, Metadata,   Triggers,  MariaDb),
        new("B.6",   SwitchDualWrite,          "metadata lock",                 ReadsAndWrites, Metadata,   Triggers,  MariaDb),
        new("B.6",   DropDualWrite,            "metadata lock",                 ReadsAndWrites, Metadata,   Triggers,  MariaDb),
        new("BF-01", Backfill,                 "row locks",                     Nothing,        Rows,       Locks,     MariaDb),
        new("MY-40", CreateIndex,              "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        IndexBuild, OnlineDdl, MariaDb),
        new("MY-40", CreateIndexOnline,        "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        IndexBuild, OnlineDdl, MariaDb),
        new("MY-43", DropIndex,                "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-43", DropIndexOnline,          "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-43", RenameIndex,              "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-53", DropConstraint,           "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-49", AddForeignKey,            "ALGORITHM=COPY",                Writes,         Rewrite,    OnlineDdl, MariaDb),
        new("MY-50", AddForeignKeyNotValid,    "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("R15",   ValidateForeignKey,       "none",                          Nothing,        Scan,       Locks,     MariaDb),
        new("MY-51", DropForeignKey,           "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("MY-40", AddUniqueUsingIndex,      "ALGORITHM=INPLACE, LOCK=NONE",  Nothing,        IndexBuild, OnlineDdl, MariaDb),
        new("R22",   CreateTable,              "none on other tables",          Nothing,        Metadata,   OnlineDdl, MariaDb),
        new("R22",   CreateTableReferencing,   "metadata lock",                 Writes,         Metadata,   OnlineDdl, MariaDb),
        new("R23",   DropTable,                "metadata lock",                 ReadsAndWrites, Metadata,   OnlineDdl, MariaDb),
        new("GATE",  Gate,                     "none",                          Nothing,        Scan,       Locks,     MariaDb),
    ];
}
