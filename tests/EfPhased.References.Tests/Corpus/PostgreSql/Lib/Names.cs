namespace Shop;

public static class Names
{
    public const string Table = "Customers";
    public const string NameColumn = "Name";
    public const string Quoted = "\"Customers\"";
    public static readonly string List = "c.\"Id\", c.\"Name\"";
    public const string Whole = "SELECT \"Name\" FROM \"Customers\" WHERE \"Id\" = @id"; //! Sql certain
    public static string Tail => " AND c.\"Name\" IS NOT NULL";
    public const string Elsewhere = "Name";
}
