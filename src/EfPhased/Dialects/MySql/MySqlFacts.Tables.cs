using static EfPhased.Dialects.Blocks;
using static EfPhased.Dialects.DatabaseServer;
using static EfPhased.Dialects.MySql.MySqlAlgorithms;
using static EfPhased.Dialects.OperationKind;
using static EfPhased.Dialects.Work;

namespace EfPhased.Dialects.MySql;

internal static partial class MySqlFacts
{
    private static Fact[] Tables() =>
    [
        //  id       kind                    algorithm and lock       blocks          work      source           verified
        new("R22",   CreateTable,            "none on other tables",  Nothing,        Metadata, OnlineDdl,       Both),
        new("R22",   CreateTableReferencing, MetadataLock,            Writes,         Metadata, MetadataLocking, Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "The lock is on the referenced table." },
        new("R22",   CreateTableReferencing, "none on other tables",  Nothing,        Metadata, MetadataLocking, OnMariaDb)
            { Server = MariaDb },
        new("R23",   DropTable,              MetadataLock,            ReadsAndWrites, Metadata, MetadataLocking, Both),
        new("R23",   DropReferencingTable,   MetadataLock,            ReadsAndWrites, Metadata, MetadataLocking, Both),
        new("R23",   DropReferencedTable,    "refused 1451",          Nothing,        Refused,  ForeignKeys,     Both)
            { Remark = "MySQL's number is 3730." },
        new("MY-54", RenameTable,            Instant,                 Nothing,        Metadata, OnlineDdl,       Both),
        new("MY-55", RenameTableBehindView,  MetadataLock,            ReadsAndWrites, Metadata, "https://dev.mysql.com/doc/refman/8.4/en/rename-table.html", Both)
            { Remark = "Table and view change places in one statement; a stand-in table of the new name bears the view until then." },
        new("MY-58", RebuildTable,           InPlace,                 Nothing,        Rewrite,  OnlineDdl,       Both),
        new("MY-04", RebuildFullTextTable,   InPlaceShared,           Writes,         Rewrite,  OnlineDdl,       Both),
        new("MY-04", RebuildSpatialTable,    InPlaceShared,           Writes,         Rewrite,  OnlineDdl,       Both)
            { Remark = "Nullability, primary key and row format. Columns come and go by the catalog alone." },
        new("MY-31", ConvertTableCharset,    Copy,                    Writes,         Rewrite,  OnlineDdl,       Both),
        new("MY-32", SetTableCharset,        InPlace,                 Nothing,        Metadata, OnlineDdl,       Fact.DocumentationOnly)
            { Server = DatabaseServer.MySql, Remark = "Only columns added later get it." },
        new("MY-32", SetTableCharset,        Instant,                 Nothing,        Metadata, KbInstant,       OnMariaDb)
            { Server = MariaDb, Remark = "Only columns added later get it." },
        new("MY-59", AlterVersionedTable,    "refused 4119",          Nothing,        Refused,  KbVersioned,     OnMariaDb)
            { Server = MariaDb, Remark = "Until system_versioning_alter_history is KEEP." },
        new("R29",   Truncate,               MetadataLock,            ReadsAndWrites, Metadata, MetadataLocking, Both),
        new("MY-56", CreateView,             "none",                  Nothing,        Metadata, MetadataLocking, Both),
        new("MY-56", ReplaceView,            "none",                  Nothing,        Metadata, MetadataLocking, Both),
        new("MY-56", DropView,               "none",                  Nothing,        Metadata, MetadataLocking, Both),
    ];
}
