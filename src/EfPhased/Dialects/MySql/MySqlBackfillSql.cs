namespace EfPhased.Dialects.MySql;

internal sealed class MySqlBackfillSql(SqlWriter writer) : BackfillSql(writer)
{
    public override string KeyText(IReadOnlyList<KeyColumn> key)
        => $"JSON_ARRAY({string.Join(", ", key.Select(k => IsBinary(k) ? $"HEX({Writer.Column(k.Name)})" : $"CAST({Writer.Column(k.Name)} AS CHAR)"))})";

    // An enum is sorted by its number and compared by its text; the text of a bit or a geometry does not lead back to it.
    public override bool IsSupported(KeyColumn column) => BaseType(column) is not ("enum" or "set" or "bit" or "json" or "geometry" or "point");

    protected override string After(IReadOnlyList<KeyColumn> key) => Compare(key, 0, 'a', '>');

    protected override string UpTo(IReadOnlyList<KeyColumn> key) => Compare(key, 0, 'z', '<');

    // Row values would scan (and lock) the whole table in an UPDATE; this form is read as a range of the index.
    private string Compare(IReadOnlyList<KeyColumn> key, int i, char prefix, char beyond)
    {
        var column = Writer.Column(key[i].Name);
        var value = Value(key[i], FormattableString.Invariant($"@{prefix}{i}"));
        if (i == key.Count - 1)
            return beyond == '>' ? $"{column} > {value}" : $"{column} <= {value}";
        return $"({column} {beyond}= {value} AND ({column} {beyond} {value} OR {Compare(key, i + 1, prefix, beyond)}))";
    }

    // Without the cast a number is compared with a text as floating point, and big keys lose digits.
    private static string Value(KeyColumn column, string parameter) => BaseType(column) switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year"
            => column.Type.Contains("unsigned", StringComparison.OrdinalIgnoreCase) ? $"CAST({parameter} AS UNSIGNED)" : $"CAST({parameter} AS SIGNED)",
        "decimal" => $"CAST({parameter} AS {DecimalType(column)})",
        "date" => $"CAST({parameter} AS DATE)",
        "datetime" or "timestamp" => $"CAST({parameter} AS DATETIME(6))",
        "time" => $"CAST({parameter} AS TIME(6))",
        _ => IsBinary(column) ? $"UNHEX({parameter})" : parameter,
    };

    private static string DecimalType(KeyColumn column)
    {
        var end = column.Type.IndexOf(')', StringComparison.Ordinal);
        return end < 0 ? "DECIMAL(65, 30)" : column.Type[..(end + 1)];
    }

    private static bool IsBinary(KeyColumn column) => BaseType(column) is "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob";

    private static string BaseType(KeyColumn column)
    {
        var end = column.Type.AsSpan().IndexOfAny('(', ' ');
        return (end < 0 ? column.Type : column.Type[..end]).ToLowerInvariant();
    }
}
