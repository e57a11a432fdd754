namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// Text inside psql scripts.
/// </summary>
internal static class PostgreSqlText
{
    /// <summary>An argument of one of psql's own commands, which knows C's escapes.</summary>
    public static string ClientArgument(string text)
        => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
