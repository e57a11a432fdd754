namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// New labels of enum types. The server lets nobody use one before it is committed, so each is added outside the migration's
/// transaction; and it cannot take one away again, so one may be there already.
/// https://www.postgresql.org/docs/current/sql-altertype.html
/// </summary>
internal static class PostgreSqlEnumLabels
{
    private const string Add = " ADD VALUE ";

    /// <param name="commandText">What the provider makes of a change of the database, one label a line.</param>
    public static IEnumerable<SqlStatement> Split(string commandText)
    {
        var lines = commandText.TrimEnd().Split('\n').ToLookup(l => l.StartsWith("ALTER TYPE ", StringComparison.Ordinal) && l.Contains(Add, StringComparison.Ordinal));
        var rest = string.Join('\n', lines[false]).Trim();
        if (rest.Length > 0)
            yield return new SqlStatement(rest.TrimEnd(';'));
        foreach (var line in lines[true])
        {
            var at = line.IndexOf(Add, StringComparison.Ordinal) + Add.Length;
            yield return new SqlStatement($"{line[..at]}IF NOT EXISTS {line[at..].TrimEnd().TrimEnd(';')}", SuppressTransaction: true);
        }
    }
}
