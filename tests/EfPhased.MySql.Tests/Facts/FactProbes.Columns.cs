using static EfPhased.Dialects.OperationKind;

namespace EfPhased.MySql.Tests.Facts;

internal static partial class FactProbes
{
    private static FactProbe[] Columns() =>
    [
        new(AddColumn, "ADD COLUMN x INT"),
        new(AddColumn, "ADD COLUMN xs INT") { Setup = Spatial },
        new(AddColumnInMiddle, "ADD COLUMN x INT FIRST"),
        new(AddColumnInMiddle, "ADD COLUMN x INT AFTER a"),
        new(AddColumnToFullTextTable, "ADD COLUMN x INT") { Setup = FullText },
        new(AddColumnToCompressedTable, "ADD COLUMN x INT") { Setup = Compressed },
        new(AddColumnWithDefault, "ADD COLUMN x INT NOT NULL DEFAULT 5"),
        new(AddColumnWithDefault, "ADD COLUMN x TEXT DEFAULT 'x'"),
        new(AddColumnStableDefault, "ADD COLUMN x DATETIME DEFAULT CURRENT_TIMESTAMP"),
        new(AddColumnStableDefault, "ADD COLUMN x INT DEFAULT (1 + 1)"),
        new(AddRequiredColumn, "ADD COLUMN x INT NOT NULL"),
        new(AddColumnVolatileDefault, "ADD COLUMN x VARCHAR(36) DEFAULT (UUID())"),
        new(AddIdentityColumn, "ADD COLUMN x INT NOT NULL AUTO_INCREMENT UNIQUE") { Setup = Unnumbered },
        new(AddVirtualColumn, "ADD COLUMN x INT AS (a * 2) VIRTUAL"),
        new(AddStoredColumn, "ADD COLUMN x INT AS (a * 2) STORED"),
        new(AddColumnWithCheck, "ADD COLUMN x INT DEFAULT 1 CHECK (x > 0)"),
        new(AddReferencingColumn, "ADD COLUMN x INT REFERENCES parent (id)"),
        new(AddUniqueColumn, "ADD COLUMN x INT UNIQUE"),
        new(AddUniqueColumn, "ADD COLUMN x INT, ADD INDEX kx (x)"),
        new(AddJsonColumn, "ADD COLUMN x JSON"),
        new(DropColumn, "DROP COLUMN v50"),
        new(DropIndexedColumn, "DROP COLUMN a"),
        new(DropColumnOfLongerIndex, "DROP COLUMN u") { Setup = "ALTER TABLE t ADD KEY km (an, u)" },
        new(DropColumnOfLongerConstraint, "DROP COLUMN u") { Setup = "ALTER TABLE t ADD UNIQUE KEY km (an, u)" },
        new(DropUsedColumn, "DROP COLUMN v50") { Setup = "CREATE VIEW v AS SELECT v50 FROM t; CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.v50 = 'x'" },
        new(DropReferencingColumn, "DROP COLUMN pid") { Setup = WithForeignKey },
        new(DropColumn, "DROP COLUMN v64") { Setup = Spatial },
        new(DropColumnOfFullTextTable, "DROP COLUMN v50") { Setup = FullText },
        new(DropColumnOfCompressedTable, "DROP COLUMN v50") { Setup = Compressed },
        new(RenameColumn, "RENAME COLUMN v50 TO v50x"),
        new(RenameColumn, "CHANGE v50 v50x VARCHAR(50)"),
        new(RenameColumn, "RENAME COLUMN pid TO pid2") { Setup = WithForeignKey },
        new(MoveColumn, "MODIFY v50 VARCHAR(50) AFTER id"),
    ];

    private static FactProbe[] ColumnDetails() =>
    [
        new(SetDefault, "ALTER COLUMN an SET DEFAULT 7"),
        new(SetDefault, "ALTER COLUMN an DROP DEFAULT"),
        new(SetDefault, "MODIFY an INT DEFAULT 7"),
        new(SetNotNull, "MODIFY an INT NOT NULL"),
        new(SetNotNullProven, "MODIFY an INT NOT NULL"),
        new(SetNotNullBesideStored, "MODIFY an INT NOT NULL") { Setup = Stored },
        new(DropNotNull, "MODIFY a INT NULL"),
        new(SetNotNullOfFullTextTable, "MODIFY an INT NOT NULL") { Setup = FullText },
        new(DropNotNullOfFullTextTable, "MODIFY a INT NULL") { Setup = FullText },
        new(SetComment, "MODIFY an INT COMMENT 'x'"),
        new(SetTableComment, "COMMENT = 'x'"),
        new(AddIdentity, "MODIFY id INT NOT NULL AUTO_INCREMENT") { Setup = Unnumbered },
        new(DropIdentity, "MODIFY id INT NOT NULL"),
        new(SetVirtualExpression, "MODIFY x INT AS (a * 3) VIRTUAL") { Setup = Virtual },
        new(SetStoredExpression, "MODIFY x INT AS (a * 3) STORED") { Setup = Stored },
        new(StoreVirtualColumn, "MODIFY x INT AS (a * 2) STORED") { Setup = Virtual },
        new(DropVirtualExpression, "MODIFY x INT") { Setup = Virtual },
        new(DropStoredExpression, "MODIFY x INT") { Setup = Stored },
    ];
}
