namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The table locks by PostgreSQL's names. https://www.postgresql.org/docs/current/explicit-locking.html
/// </summary>
internal static class PostgreSqlLocks
{
    public const string AccessExclusive = "ACCESS EXCLUSIVE";
    public const string ShareRowExclusive = "SHARE ROW EXCLUSIVE";
    public const string Share = "SHARE";
    public const string ShareUpdateExclusive = "SHARE UPDATE EXCLUSIVE";
    public const string RowExclusive = "ROW EXCLUSIVE";
    public const string RowShare = "ROW SHARE";
    public const string AccessShare = "ACCESS SHARE";
    public const string NoTable = "none on a table";
    public const string NoOtherTable = "none on other tables";
}
