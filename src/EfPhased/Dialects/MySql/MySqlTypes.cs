namespace EfPhased.Dialects.MySql;

/// <summary>
/// Type names of MySQL and MariaDB. https://dev.mysql.com/doc/refman/8.4/en/other-vendor-data-types.html
/// </summary>
internal static class MySqlTypes
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["integer"] = "int",
        ["int4"] = "int",
        ["int2"] = "smallint",
        ["int8"] = "bigint",
        ["bool"] = "tinyint",
        ["boolean"] = "tinyint",
        ["dec"] = "decimal",
        ["numeric"] = "decimal",
        ["fixed"] = "decimal",
        ["real"] = "double",
        ["double precision"] = "double",
        ["character varying"] = "varchar",
        ["character"] = "char",
    };

    /// <summary>Takes a type apart; the display width of integers says nothing and goes.</summary>
    public static StoreType Parse(string storeType)
    {
        var type = StoreType.Parse(storeType);
        var words = type.Name.Split(' ', 2);
        var name = Aliases.TryGetValue(type.Name, out var whole) ? whole
            : Aliases.TryGetValue(words[0], out var first) ? string.Join(' ', [first, .. words[1..]])
            : type.Name;
        return new StoreType(name, IsInteger(name) ? [] : type.Facets);
    }

    public static bool IsInteger(string name)
        => name.Split(' ')[0] is "tinyint" or "smallint" or "mediumint" or "int" or "bigint";

    public static bool IsText(string name) => name is "tinytext" or "text" or "mediumtext" or "longtext";
}
