namespace EfPhased.Dialects.MySql;

/// <summary>
/// Spells the algorithm out in a provider's DDL. Without it the server falls back in silence to copying the table.
/// </summary>
internal static class MySqlAlgorithm
{
    /// <exception cref="NotSupportedException">The statement is none that takes an ALGORITHM clause.</exception>
    public static string Append(string commandText, bool instant)
    {
        var statement = commandText.TrimEnd().TrimEnd(';');

        // MySQL allows no LOCK clause with INSTANT.
        if (statement.StartsWith("ALTER TABLE ", StringComparison.OrdinalIgnoreCase))
            return statement + (instant ? ", ALGORITHM=INSTANT" : ", ALGORITHM=INPLACE, LOCK=NONE");
        if (statement.StartsWith("CREATE INDEX ", StringComparison.OrdinalIgnoreCase)
            || statement.StartsWith("CREATE UNIQUE INDEX ", StringComparison.OrdinalIgnoreCase))
            return statement + " ALGORITHM=INPLACE LOCK=NONE";
        throw new NotSupportedException($"'{statement}' takes no ALGORITHM clause.");
    }
}
