using static EfPhased.Dialects.OperationKind;

namespace EfPhased.PostgreSql.Tests.Facts;

internal static partial class FactProbes
{
    private static FactProbe[] Indexes() =>
    [
        new(CreateIndex, "CREATE INDEX ix ON t (an)"),
        new(CreateIndex, "CREATE UNIQUE INDEX ix ON t (an)"),
        new(CreateIndex, "CREATE INDEX ix ON t (lower(tx)) WHERE a > 5"),
        new(CreateFullTextIndex, "CREATE INDEX ix ON t USING gin (to_tsvector('english', tx))"),
        new(CreateIndexOnline, "CREATE INDEX CONCURRENTLY ix ON t (an)") { IsOutsideTransaction = true, Blocker = Insert },
        new(CreateIndexOnline, "CREATE UNIQUE INDEX CONCURRENTLY ix ON t (an)") { IsOutsideTransaction = true, Blocker = Insert },
        new(CreateIndexOnlineInTransaction, "CREATE INDEX CONCURRENTLY ix ON t (an)"),
        new(CreateIndexOnlineInTransaction, "DROP INDEX CONCURRENTLY t_a"),
        new(CreateIndexOnlineInTransaction, "REINDEX INDEX CONCURRENTLY t_a"),
        new(CreateIndexOnlineOnPartitioned, "CREATE INDEX CONCURRENTLY ix ON part (id)") { IsOutsideTransaction = true },
        new(CreateIndexOnPartitioned, "CREATE INDEX ix ON part (id)") { On = "part", Also = ["part1"] },
        new(CreateIndexOnPartitionedOnly, "CREATE INDEX ix ON ONLY part (id)") { On = "part" },
        new(ReplaceIndex, "DROP INDEX t_a; CREATE INDEX t_a ON t (a, an)"),
        new(DropIndex, "DROP INDEX t_a") { Also = ["t_a"] },
        new(DropIndexOnline, "DROP INDEX CONCURRENTLY t_a") { IsOutsideTransaction = true, Blocker = Insert },
        new(DropConstraintIndex, "DROP INDEX t_pkey"),
        new(RenameIndex, "ALTER INDEX t_a RENAME TO t_b") { On = "t_a" },
        new(Reindex, "REINDEX INDEX t_a") { Also = ["t_a"] },
        new(ReindexOnline, "REINDEX INDEX CONCURRENTLY t_a") { IsOutsideTransaction = true, Blocker = Insert },
    ];
}
