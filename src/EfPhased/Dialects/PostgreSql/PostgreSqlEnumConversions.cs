using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Conversions from and to enum types, which the server casts to text and from it, and never to each other.
/// </summary>
internal static class PostgreSqlEnumConversions
{
    /// <inheritdoc cref="PostgreSqlConversions.Find" />
    public static Conversion? Find(string column, StoreType from, StoreType to, string newType, EnumLabels labels)
    {
        if (labels.New.Count == 0)
        {
            return PostgreSqlTypes.IsString(to.Name) && (to.Number(0) is not { } limit || labels.Old.All(l => l.Length <= limit))
                ? new($"CAST({column} AS {newType})")
                : null;
        }

        if (labels.Old.Count == 0)
        {
            return PostgreSqlTypes.IsString(from.Name)
                ? new(ThroughText(column, newType)) { Refuses = $"texts that are no labels of {newType}" }
                : null;
        }

        List<string> removed = [.. labels.Removed];
        return removed.Count == 0 ? new(ThroughText(column, newType)) : new(Proposal(column, newType, labels, removed)) { Undecided = removed };
    }

    private static string ThroughText(string column, string newType) => $"CAST(CAST({column} AS text) AS {newType})";

    // Where one label goes and one comes, it is likely the same under another name.
    private static string Proposal(string column, string newType, EnumLabels labels, List<string> removed)
    {
        var instead = removed.Count == 1 && labels.Added.ToList() is [var only] ? Literal(only) : "'<label>'";
        var cases = removed.Select(l => $"WHEN {Literal(l)} THEN {instead}");
        return $"(CASE {column} {string.Join(' ', cases)} ELSE {column}::text END)::{newType}";
    }

    private static string Literal(string label) => ColumnTemplate.Escape($"'{label.Replace("'", "''", StringComparison.Ordinal)}'");
}
