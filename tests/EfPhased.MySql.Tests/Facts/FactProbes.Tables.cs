using static EfPhased.Dialects.OperationKind;

namespace EfPhased.MySql.Tests.Facts;

internal static partial class FactProbes
{
    private const string View = "CREATE VIEW v AS SELECT a FROM t";

    private static FactProbe[] Tables() =>
    [
        new(CreateTable, "CREATE TABLE x (id INT PRIMARY KEY)"),
        new(CreateTableReferencing, "CREATE TABLE x (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES parent (id))") { On = "parent" },
        new(DropTable, "DROP TABLE t"),
        new(DropReferencingTable, "DROP TABLE child") { On = "child" },
        new(DropReferencedTable, "DROP TABLE parent"),
        new(RenameTable, "RENAME TO t2"),
        new(RenameTableBehindView, "RENAME TABLE t TO t_new, t_compat TO t")
            { Setup = "CREATE TABLE t_new LIKE t; CREATE VIEW t_compat AS SELECT * FROM t_new; DROP TABLE t_new" },
        new(RebuildTable, "ENGINE=InnoDB"),
        new(RebuildTable, "FORCE"),
        new(RebuildTable, "ROW_FORMAT=COMPRESSED"),
        new(RebuildFullTextTable, "ROW_FORMAT=COMPACT") { Setup = FullText },
        new(RebuildFullTextTable, "DROP PRIMARY KEY, ADD PRIMARY KEY (id, a)") { Setup = FullText },
        new(RebuildSpatialTable, "ROW_FORMAT=COMPACT") { Setup = Spatial },
        new(RebuildSpatialTable, "DROP PRIMARY KEY, ADD PRIMARY KEY (id, a)") { Setup = Spatial },
        new(RebuildSpatialTable, "MODIFY an INT NOT NULL") { Setup = Spatial },
        new(RebuildSpatialTable, "MODIFY a INT NULL") { Setup = Spatial },
        new(RebuildSpatialTable, "ADD COLUMN x INT") { Setup = $"{Compressed}; {Spatial}" },
        new(ConvertTableCharset, "CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"),
        new(SetTableCharset, "DEFAULT CHARACTER SET utf8mb3"),
        new(AlterVersionedTable, "ADD COLUMN x INT") { Setup = "ALTER TABLE t ADD SYSTEM VERSIONING" },
        new(Truncate, "TRUNCATE TABLE t"),
        new(CreateView, View),
        new(ReplaceView, "CREATE OR REPLACE VIEW v AS SELECT a, an FROM t") { Setup = View },
        new(DropView, "DROP VIEW v") { Setup = View },
    ];

    private static FactProbe[] Others() =>
    [
        new(SetAutoIncrement, "AUTO_INCREMENT=100000"),
        new(CreateSequence, "CREATE SEQUENCE seq2"),
        new(AlterSequence, "ALTER SEQUENCE seq INCREMENT 10"),
        new(AlterSequence, "ALTER SEQUENCE seq RESTART 100"),
        new(RenameSequence, "RENAME TABLE seq TO seq2"),
        new(DropSequence, "DROP SEQUENCE seq"),
        new(CreateSchema, "CREATE DATABASE IF NOT EXISTS mysql"),
        new(SetDatabaseDefaults, "ALTER DATABASE CHARACTER SET utf8mb4"),
        new(InsertRows, "INSERT INTO t (a) VALUES (9)"),
        new(UpdateRows, "UPDATE t SET tx = 'x' WHERE id = 1"),
        new(DeleteRows, "DELETE FROM t WHERE id = 1"),
        new(AddDualWrite, "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.v50 = NEW.v64"),
        new(SwitchDualWrite, "CREATE OR REPLACE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.v64 = NEW.v50")
            { Setup = "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.v50 = NEW.v64" },
        new(DropDualWrite, "DROP TRIGGER tr") { Setup = "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.v50 = NEW.v64" },
        new(Backfill, "UPDATE t SET tx = v50 WHERE id IN (1, 2)"),
        new(CheckRows, "SELECT COUNT(*) FROM t GROUP BY a HAVING COUNT(*) > 1"),
        new(Gate, "SELECT EXISTS (SELECT 1 FROM t WHERE tx IS NULL)"),
    ];
}
