namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// What PostgreSQL 12 to 18 do. The lock is the strongest one on an existing table.
/// </summary>
internal static partial class PostgreSqlFacts
{
    private const string Manual = "https://www.postgresql.org/docs/current/";
    private const string AlterTable = Manual + "sql-altertable.html";
    private const string AlterIndex = Manual + "sql-alterindex.html";
    private const string AlterSequencePage = Manual + "sql-altersequence.html";
    private const string AlterTypePage = Manual + "sql-altertype.html";
    private const string AlterDomain = Manual + "sql-alterdomain.html";
    private const string Comment = Manual + "sql-comment.html";
    private const string CreateFunction = Manual + "sql-createfunction.html";
    private const string CreateIndexPage = Manual + "sql-createindex.html";
    private const string CreateTablePage = Manual + "sql-createtable.html";
    private const string CreateTriggerPage = Manual + "sql-createtrigger.html";
    private const string DropIndexPage = Manual + "sql-dropindex.html";
    private const string Locking = Manual + "explicit-locking.html";
    private const string Partitioning = Manual + "ddl-partitioning.html";
    private const string ReindexPage = Manual + "sql-reindex.html";

    private const string Every = "PostgreSQL 12–18";
    private const string Only18 = "PostgreSQL 18";

    private static readonly Version V13 = new(13, 0);
    private static readonly Version V14 = new(14, 0);
    private static readonly Version V15 = new(15, 0);
    private static readonly Version V17 = new(17, 0);
    private static readonly Version V18 = new(18, 0);

    private static readonly RelatedLock ReferencedExclusive = new("the referenced table", PostgreSqlLocks.AccessExclusive);
    private static readonly RelatedLock ReferencedShareRow = new("the referenced table", PostgreSqlLocks.ShareRowExclusive);

    public static readonly IReadOnlyList<Fact> All =
        [.. Columns(), .. ColumnDetails(), .. Types(), .. Constraints(), .. Indexes(), .. Tables(), .. Others()];
}
