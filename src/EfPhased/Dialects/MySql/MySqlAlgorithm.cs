namespace EfPhased.Dialects.MySql;

/// <summary>
/// Spells the algorithm out in a provider's DDL. Without it the server falls back in silence to copying the table.
/// </summary>
internal static class MySqlAlgorithm
{
    private const string Instant = ", " + MySqlAlgorithms.Instant;
    private const string InPlace = ", " + MySqlAlgorithms.InPlace;

    /// <exception cref="PhasedException">EFP2062: the statement is none that takes an ALGORITHM clause.</exception>
    public static string Append(string commandText, bool instant)
    {
        var statement = commandText.TrimEnd().TrimEnd(';');

        // MySQL allows no LOCK clause with INSTANT.
        if (statement.StartsWith("ALTER TABLE ", StringComparison.OrdinalIgnoreCase))
            return statement + (instant ? Instant : InPlace);
        if (statement.StartsWith("CREATE INDEX ", StringComparison.OrdinalIgnoreCase)
            || statement.StartsWith("CREATE UNIQUE INDEX ", StringComparison.OrdinalIgnoreCase))
            return statement + " ALGORITHM=INPLACE LOCK=NONE";
        throw Errors.NoAlgorithm(statement);
    }

    /// <summary>The same change in place, beside readers and writers; null where the statement does not ask for INSTANT.</summary>
    public static string? InsteadOfInstant(string commandText)
    {
        var statement = commandText.TrimEnd().TrimEnd(';');
        return statement.EndsWith(Instant, StringComparison.Ordinal) ? statement[..^Instant.Length] + InPlace : null;
    }

    /// <summary>The server may work for as long as the table is large.</summary>
    public static bool IsInPlace(string commandText) => commandText.TrimEnd().TrimEnd(';').EndsWith(InPlace, StringComparison.Ordinal);
}
