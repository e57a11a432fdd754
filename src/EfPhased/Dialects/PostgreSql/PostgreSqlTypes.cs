namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// PostgreSQL's type names, and which type can be assigned to which without a USING clause.
/// </summary>
internal static class PostgreSqlTypes
{
    // https://www.postgresql.org/docs/current/datatype.html#DATATYPE-TABLE
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["int2"] = "smallint",
        ["int"] = "integer",
        ["int4"] = "integer",
        ["int8"] = "bigint",
        ["float4"] = "real",
        ["float8"] = "double precision",
        ["decimal"] = "numeric",
        ["bool"] = "boolean",
        ["varchar"] = "character varying",
        ["char"] = "character",
        ["bpchar"] = "character",
        ["varbit"] = "bit varying",
        ["timestamp"] = "timestamp without time zone",
        ["timestamptz"] = "timestamp with time zone",
        ["time"] = "time without time zone",
        ["timetz"] = "time with time zone",
    };

    // pg_cast, castcontext 'i' and 'a'; what is not a string is assignable to strings anyway.
    private static readonly string[][] Assignable =
    [
        ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
        ["character", "character varying", "text", "citext"],
        ["timestamp without time zone", "timestamp with time zone"],
        ["json", "jsonb"],
        ["cidr", "inet"],
        ["bit", "bit varying"],
        ["macaddr", "macaddr8"],
    ];

    private static readonly HashSet<(string From, string To)> OneWay =
    [
        ("date", "timestamp without time zone"),
        ("date", "timestamp with time zone"),
        ("timestamp without time zone", "date"),
        ("timestamp with time zone", "date"),
        ("timestamp without time zone", "time without time zone"),
        ("timestamp with time zone", "time without time zone"),
        ("timestamp with time zone", "time with time zone"),
        ("time without time zone", "time with time zone"),
        ("time with time zone", "time without time zone"),
        ("time without time zone", "interval"),
        ("interval", "time without time zone"),
        ("money", "numeric"),
        ("numeric", "money"),
        ("integer", "money"),
        ("bigint", "money"),
        ("integer", "oid"),
        ("bigint", "oid"),
        ("smallint", "oid"),
        ("oid", "integer"),
        ("oid", "bigint"),
    ];

    public static StoreType Parse(string storeType)
    {
        var type = StoreType.Parse(storeType);
        var name = type.Name.StartsWith("pg_catalog.", StringComparison.Ordinal) ? type.Name["pg_catalog.".Length..] : type.Name;
        var bare = Aliases.GetValueOrDefault(name, name);

        // character alone is one character long
        return new StoreType(bare, bare is "character" or "bit" && type.Facets.Count == 0 ? ["1"] : type.Facets);
    }

    // What providers map, whatever the search_path: these are in pg_catalog.
    private static readonly HashSet<string> Catalog =
    [
        "smallint", "integer", "bigint", "numeric", "real", "double precision", "money", "oid", "xid", "xid8", "cid", "boolean",
        "character", "character varying", "text", "name", "bytea", "bit", "bit varying", "uuid", "json", "jsonb", "jsonpath", "xml",
        "date", "time without time zone", "time with time zone", "timestamp without time zone", "timestamp with time zone", "interval",
        "inet", "cidr", "macaddr", "macaddr8", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery",
        "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
        "int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
    ];

    /// <summary>A type of the user's own, or of an extension, which is found by its schema or the search_path.</summary>
    public static bool IsForeign(string storeType) => !Catalog.Contains(Parse(storeType.Replace("[]", "", StringComparison.Ordinal)).Name);

    public static bool IsString(string name) => name is "text" or "character varying" or "character" or "citext";

    public static bool IsTimestamp(string name) => name is "timestamp without time zone" or "timestamp with time zone";

    public static bool IsTemporal(string name)
        => IsTimestamp(name) || name is "time without time zone" or "time with time zone" or "interval";

    public static bool IsAssignable(string from, string to)
        => from == to || IsString(to) || OneWay.Contains((from, to)) || Array.Exists(Assignable, g => g.Contains(from) && g.Contains(to));
}
