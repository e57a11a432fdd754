using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// What PostgreSQL 12 and later do. The lock is the strongest one on an existing table.
/// </summary>
internal static class PostgreSqlFacts
{
    private const string AlterTable = "https://www.postgresql.org/docs/current/sql-altertable.html";
    private const string CreateIndexPage = "https://www.postgresql.org/docs/current/sql-createindex.html";
    private const string CreateTriggerPage = "https://www.postgresql.org/docs/current/sql-createtrigger.html";
    private const string Locking = "https://www.postgresql.org/docs/current/explicit-locking.html";
    private const string Both = "15, 18";

    public static readonly IReadOnlyList<Fact> All =
    [
        //  id       kind                       lock                       blocks          work         source             verified
        new("PG-01", AddColumn,                "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-02", AddColumnWithDefault,     "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-04", AddColumnVolatileDefault, "ACCESS EXCLUSIVE",        ReadsAndWrites, Rewrite,     AlterTable,        Both),
        new("PG-16", DropColumn,               "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-20", RenameColumn,             "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-21", SetDefault,               "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-22", DropNotNull,              "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-23", SetNotNull,               "ACCESS EXCLUSIVE",        ReadsAndWrites, Scan,        AlterTable,        Both),
        new("PG-24", SetNotNullProven,         "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-103", AddDualWrite,            "SHARE ROW EXCLUSIVE",     Writes,         Metadata,    CreateTriggerPage, Both),
        new("PG-103", SwitchDualWrite,         "none on the table",       Nothing,        Metadata,    "https://www.postgresql.org/docs/current/sql-createfunction.html", "15"),
        new("PG-104", DropDualWrite,           "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    CreateTriggerPage, Both),
        new("BF-01", Backfill,                 "row locks",               Nothing,        Rows,        Locking,           "15"),
        new("PG-79", CreateIndex,              "SHARE",                   Writes,         IndexBuild,  CreateIndexPage,   Both),
        new("PG-80", CreateIndexOnline,        "SHARE UPDATE EXCLUSIVE",  Nothing,        IndexBuild,  CreateIndexPage,   Both),
        new("PG-86", DropIndex,                "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    "https://www.postgresql.org/docs/current/sql-dropindex.html", Both),
        new("PG-87", DropIndexOnline,          "SHARE UPDATE EXCLUSIVE",  Nothing,        Metadata,    "https://www.postgresql.org/docs/current/sql-dropindex.html", Both),
        new("PG-89", RenameIndex,              "SHARE UPDATE EXCLUSIVE",  Nothing,        Metadata,    "https://www.postgresql.org/docs/current/sql-alterindex.html", Both),
        new("PG-61", AddNotNullCheck,          "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-62", ValidateConstraint,       "SHARE UPDATE EXCLUSIVE",  Nothing,        Scan,        AlterTable,        Both),
        new("PG-65", DropConstraint,           "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-66", AddForeignKey,            "SHARE ROW EXCLUSIVE",     Writes,         Scan,        AlterTable,        Both),
        new("PG-67", AddForeignKeyNotValid,    "SHARE ROW EXCLUSIVE",     Writes,         Metadata,    AlterTable,        Both),
        new("PG-68", ValidateForeignKey,       "SHARE UPDATE EXCLUSIVE",  Nothing,        Scan,        AlterTable,        Both),
        new("PG-72", DropForeignKey,           "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-74", AddUniqueUsingIndex,      "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    AlterTable,        Both),
        new("PG-92", CreateTable,              "none on other tables",    Nothing,        Metadata,    Locking,           Both),
        new("PG-93", CreateTableReferencing,   "SHARE ROW EXCLUSIVE",     Writes,         Metadata,    Locking,           Both),
        new("PG-94", DropTable,                "ACCESS EXCLUSIVE",        ReadsAndWrites, Metadata,    Locking,           Both),
        new("GATE",  Gate,                     "ACCESS SHARE",            Nothing,        Scan,        Locking,           "15"),
    ];
}
