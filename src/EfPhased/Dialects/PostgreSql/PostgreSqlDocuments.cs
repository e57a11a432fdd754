namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Documents of type jsonb. Only types are known here whose every value Npgsql's reader takes from what the server makes of it, and the
/// server from what Npgsql writes: real and double precision have NaN, which JSON lacks, and intervals are written in another format.
/// </summary>
internal sealed class PostgreSqlDocuments : DocumentSql
{
    // A function takes a hundred arguments: https://www.postgresql.org/docs/current/limits.html
    private const int MostMembers = 50;

    public override bool IsDocument(string storeType) => PostgreSqlTypes.Parse(storeType).Name == "jsonb";

    public override string? KindOf(string storeType) => PostgreSqlTypes.Parse(storeType).Name switch
    {
        "text" or "character varying" => "text",
        "smallint" or "integer" or "bigint" => "integer",
        "numeric" => "numeric",
        "boolean" => "boolean",
        "uuid" => "uuid",
        "date" => "date",
        "time without time zone" => "time",
        "timestamp without time zone" => "timestamp",
        "timestamp with time zone" => "timestamptz",
        "bytea" => "bytes",
        _ => null,
    };

    public override string Value(string document, IReadOnlyList<string> path, string storeType)
    {
        var text = $"{document}{string.Concat(path.SkipLast(1).Select(name => $" -> {name}"))} ->> {path[^1]}";
        return KindOf(storeType) switch
        {
            "bytes" => $"decode({text}, 'base64')",
            "text" when PostgreSqlTypes.Parse(storeType).Facets.Count == 0 => text,
            _ => $"CAST({text} AS {storeType})",
        };
    }

    protected override string Value(string column, string storeType) => KindOf(storeType) switch
    {
        // The offset of the session's time zone would make one time many texts.
        "timestamptz" => $"CASE WHEN isfinite({column}) THEN (to_jsonb({column} AT TIME ZONE 'UTC') #>> '{{{{}}}}') || 'Z' ELSE CAST({column} AS text) END",

        // encode() breaks lines.
        "bytes" => $"translate(encode({column}, 'base64'), chr(10), '')",
        _ => column,
    };

    protected override string Object(IReadOnlyList<(string Literal, string Value)> members)
        => string.Join(" || ", members.Chunk(MostMembers).Select(
            chunk => $"jsonb_build_object({string.Join(", ", chunk.Select(m => $"{m.Literal}, {m.Value}"))})"));
}
