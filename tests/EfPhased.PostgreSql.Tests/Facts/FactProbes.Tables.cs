using static EfPhased.Dialects.OperationKind;

namespace EfPhased.PostgreSql.Tests.Facts;

internal static partial class FactProbes
{
    private static FactProbe[] Tables() =>
    [
        new(CreateTable, "CREATE TABLE x (id int PRIMARY KEY)"),
        new(CreateTableReferencing, "CREATE TABLE x (id int PRIMARY KEY, p bigint REFERENCES parent (id))") { On = "parent" },
        new(DropTable, "DROP TABLE part2") { On = "part2" },
        new(DropReferencingTable, "DROP TABLE child") { On = "child", Also = ["parent"] },
        new(DropReferencedTable, "DROP TABLE parent"),
        new(RenameTable, "ALTER TABLE t RENAME TO t2"),
        new(RenameTable, "ALTER TABLE t SET SCHEMA public"),
        new(RenameTableBehindView, "ALTER TABLE t RENAME TO t2; CREATE VIEW t AS SELECT * FROM t2"),
        new(RebuildTable, "CLUSTER t USING t_a"),
        new(Truncate, "TRUNCATE part2") { On = "part2" },
        new(AttachPartition, "ALTER TABLE part ATTACH PARTITION part2 FOR VALUES FROM (10) TO (20)") { On = "part", Also = ["part2"] },
        new(AttachPartition, "ALTER TABLE part ATTACH PARTITION part2 FOR VALUES FROM (10) TO (20) /* with a default partition */")
            { Setup = "CREATE TABLE rest PARTITION OF part DEFAULT", On = "part", Also = ["part2", "rest"] },
        new(AttachProvenPartition, "ALTER TABLE part ATTACH PARTITION part2 FOR VALUES FROM (10) TO (20)")
            { Setup = "ALTER TABLE part2 ADD CHECK (d IS NOT NULL AND d >= 10 AND d < 20)", On = "part", Also = ["part2"] },
        new(CreatePartition, "CREATE TABLE part9 PARTITION OF part FOR VALUES FROM (90) TO (99)") { On = "part" },
        new(DetachPartition, "ALTER TABLE part DETACH PARTITION part1") { On = "part", Also = ["part1"] },
        new(DetachPartitionOnline, "ALTER TABLE part DETACH PARTITION part1 CONCURRENTLY")
            { On = "part", IsOutsideTransaction = true, Blocker = "LOCK TABLE part IN SHARE UPDATE EXCLUSIVE MODE" },
        new(CreateView, "CREATE VIEW v AS SELECT a FROM t"),
        new(ReplaceView, "CREATE OR REPLACE VIEW v AS SELECT a, an FROM t") { Setup = "CREATE VIEW v AS SELECT a FROM t", Also = ["v"] },
        new(DropView, "DROP VIEW v") { Setup = "CREATE VIEW v AS SELECT a FROM t", Also = ["v"] },
    ];
}
