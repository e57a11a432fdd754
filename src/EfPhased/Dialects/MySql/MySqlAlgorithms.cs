namespace EfPhased.Dialects.MySql;

/// <summary>
/// How the servers carry out an ALTER TABLE, in the words of its clauses.
/// https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html, https://mariadb.com/kb/en/innodb-online-ddl-overview/
/// </summary>
internal static class MySqlAlgorithms
{
    public const string Instant = "ALGORITHM=INSTANT";

    /// <summary>MariaDB's alone: in place without building the table anew.</summary>
    public const string NoCopy = "ALGORITHM=NOCOPY, LOCK=NONE";
    public const string NoCopyShared = "ALGORITHM=NOCOPY, LOCK=SHARED";
    public const string InPlace = "ALGORITHM=INPLACE, LOCK=NONE";
    public const string InPlaceShared = "ALGORITHM=INPLACE, LOCK=SHARED";
    public const string Copy = "ALGORITHM=COPY";
    public const string MetadataLock = "metadata lock";
    public const string NoTable = "none";
}
