namespace EfPhased.Dialects.MySql;

/// <summary>
/// What MySQL 8.0 and later and MariaDB 10.6 and later do. The lock column names the cheapest algorithm that the server accepts;
/// a statement that asks for it is refused where the server would have to copy the table. Each also takes the table's metadata
/// lock for a moment at its start and end.
/// </summary>
/// <remarks>
/// Where the two differ, the row of MySQL comes first, which is the dearer one: it speaks for a server that is not known yet.
/// No MySQL server has been asked.
/// </remarks>
internal static partial class MySqlFacts
{
    private const string OnlineDdl = "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html";
    private const string Triggers = "https://dev.mysql.com/doc/refman/8.4/en/create-trigger.html";
    private const string Locks = "https://dev.mysql.com/doc/refman/8.4/en/innodb-locks-set.html";
    private const string MetadataLocking = "https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html";
    private const string ForeignKeys = "https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html";
    private const string Checks = "https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html";
    private const string Defaults = "https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html";
    private const string KbInstant = "https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-instant-alter-algorithm/";
    private const string KbNoCopy = "https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-nocopy-alter-algorithm/";
    private const string KbSequence = "https://mariadb.com/kb/en/alter-sequence/";
    private const string KbVersioned = "https://mariadb.com/kb/en/system-versioned-tables/";

    // Collations of columns without an index.
    private const string NoIndex = "https://dev.mysql.com/worklog/task/?id=11605";

    private const string Both = "MariaDB 10.11; MySQL: documentation only";
    private const string OnMariaDb = "MariaDB 10.11";

    private static readonly Version V8028 = new(8, 0, 28);
    private static readonly Version V8029 = new(8, 0, 29);

    public static readonly IReadOnlyList<Fact> All =
        [.. Columns(), .. ColumnDetails(), .. Types(), .. Constraints(), .. Indexes(), .. Tables(), .. Others()];
}
