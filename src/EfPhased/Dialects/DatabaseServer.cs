namespace EfPhased.Dialects;

/// <summary>The servers that facts tell apart.</summary>
internal enum DatabaseServer
{
    PostgreSql,
    MySql,
    MariaDb,
}

/// <summary>A server as it calls itself: PostgreSQL 15.4, MariaDB 10.11.</summary>
internal sealed record ServerVersion(DatabaseServer Server, Version Version);
