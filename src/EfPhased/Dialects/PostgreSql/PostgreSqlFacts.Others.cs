using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.PostgreSql.PostgreSqlLocks;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.PostgreSql;

internal static partial class PostgreSqlFacts
{
    private static Fact[] Others() =>
    [
        //  id        kind                    lock               blocks          work      source               verified
        new("PG-110", CreateSequence,         NoTable,           Nothing,        Metadata, AlterSequencePage,   Every),
        new("PG-110", AlterSequence,          NoTable,           Nothing,        Metadata, AlterSequencePage,   Every)
            { Also = new("the sequence", ShareRowExclusive) },
        new("PG-110", SetAutoIncrement,       NoTable,           Nothing,        Metadata, AlterSequencePage,   Every)
            { Also = new("the sequence", ShareRowExclusive) },
        new("PG-111", RenameSequence,         NoTable,           Nothing,        Metadata, AlterSequencePage,   Every)
            { Also = new("the sequence", AccessExclusive) },
        new("PG-111", DropSequence,           NoTable,           Nothing,        Metadata, AlterSequencePage,   Every)
            { Also = new("the sequence", AccessExclusive), Remark = "Refused while a default uses it." },
        new("PG-119", CreateType,             NoTable,           Nothing,        Metadata, AlterTypePage,       Every),
        new("PG-112", AddEnumValue,           NoTable,           Nothing,        Metadata, AlterTypePage,       Every)
            { Remark = "The value cannot be used before the transaction that adds it has committed." },
        new("PG-114", RenameEnumValue,        NoTable,           Nothing,        Metadata, AlterTypePage,       Every)
            { Remark = "Literals and enum maps of the previous version fail from then on." },
        new("PG-115", RemoveEnumValue,        "not available",   Nothing,        Refused,  AlterTypePage,       Fact.DocumentationOnly),
        new("PG-116", DropType,               NoTable,           Nothing,        Metadata, AlterTypePage,       Every),
        new("PG-116", DropUsedType,           "refused 2BP01",   Nothing,        Refused,  AlterTypePage,       Every),
        new("PG-117", AddDomainCheck,         Share,             Writes,         Scan,     AlterDomain,         Every)
            { Remark = "The lock is on every table with a column of the domain." },
        new("PG-117", AddDomainCheckNotValid, NoTable,           Nothing,        Metadata, AlterDomain,         Every),
        new("PG-118", CreateSchema,           NoTable,           Nothing,        Metadata, Manual + "sql-createschema.html", Every),
        new("PG-118", DropSchema,             NoTable,           Nothing,        Metadata, Manual + "sql-dropschema.html", Every),
        new("PG-118", DropFilledSchema,       "refused 2BP01",   Nothing,        Refused,  Manual + "sql-dropschema.html", Every),
        new("PG-119", CreateExtension,        NoTable,           Nothing,        Metadata, Manual + "sql-createextension.html", Every),
        new("PG-119", DropExtension,          NoTable,           Nothing,        Metadata, Manual + "sql-dropextension.html", Every),
        new("PG-119", CreateCollation,        NoTable,           Nothing,        Metadata, Manual + "sql-createcollation.html", Every),
        new("PG-119", DropCollation,          NoTable,           Nothing,        Metadata, Manual + "sql-dropcollation.html", Every),
        new("R28",    SetDatabaseDefaults,    NoTable,           Nothing,        Metadata, Manual + "sql-alterdatabase.html", Fact.DocumentationOnly)
            { Remark = "PostgreSQL cannot change a database's collation; only columns added later get the new one." },
        new("R29",    InsertRows,             RowExclusive,      Nothing,        Rows,     Locking,             Every),
        new("R29",    UpdateRows,             RowExclusive,      Nothing,        Rows,     Locking,             Every),
        new("R29",    DeleteRows,             RowExclusive,      Nothing,        Rows,     Locking,             Every),
        new("PG-103", AddDualWrite,           ShareRowExclusive, Writes,         Metadata, CreateTriggerPage,   Every),
        new("PG-103", SwitchDualWrite,        "none on the table", Nothing,      Metadata, CreateFunction,      Every),
        new("PG-104", DropDualWrite,          AccessExclusive,   ReadsAndWrites, Metadata, CreateTriggerPage,   Every),
        new("BF-01",  Backfill,               "row locks",       Nothing,        Rows,     Locking,             Every),
        new("R17",    CheckRows,              AccessShare,       Nothing,        Scan,     Locking,             Every),
        new("GATE",   Gate,                   AccessShare,       Nothing,        Scan,     Locking,             Every),
    ];
}
