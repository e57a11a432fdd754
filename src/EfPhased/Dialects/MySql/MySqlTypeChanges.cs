namespace EfPhased.Dialects.MySql;

/// <summary>
/// MY-23 to MY-28 and MY-39: a longer VARCHAR and appended members change the catalog; whatever else changes a type copies the table.
/// </summary>
internal static class MySqlTypeChanges
{
    // A VARCHAR of more bytes than this has a length of two bytes before each value.
    private const int ShortVarchar = 255;

    // MariaDB can tell the old rows from the new ones as long as the highest bit of the length was never used.
    private const int MariaDbShortVarchar = 127;

    private static readonly string[] Integers = ["tinyint", "smallint", "mediumint", "int", "bigint"];
    private static readonly string[] Texts = ["tinytext", "text", "mediumtext", "longtext"];

    public static TypeChange Classify(string oldType, string newType, TypeChangeContext context)
    {
        var from = MySqlTypes.Parse(oldType);
        var to = MySqlTypes.Parse(newType);
        var same = from.Name == to.Name && from.Facets.SequenceEqual(to.Facets);
        return new TypeChange(
            context.IsInForeignKey && !same && !IsLongerVarchar(from, to)
                ? Row("MY-39", OperationKind.ChangeTypeOfForeignKey, context)
                : Fact(from, to, same, context),
            same || IsWidening(from, to));
    }

    private static Fact Fact(StoreType from, StoreType to, bool same, TypeChangeContext context)
    {
        if (same)
            return Row("MY-23", OperationKind.ChangeTypeInPlace, context);
        if (from.Name == "varchar" && to.Name == "varchar")
            return Varchar(from.Number(0) ?? 0, to.Number(0) ?? 0, context);
        if (from.Name == to.Name && from.Name is "enum" or "set")
            return Row(IsAppended(from, to) && Bytes(from) == Bytes(to) ? "MY-27" : "MY-28", context);
        return Row(from.Name is "varchar" or "char" || MySqlTypes.IsText(from.Name) ? "MY-25" : "MY-26", context);
    }

    private static Fact Varchar(int from, int to, TypeChangeContext context)
    {
        if (to < from)
            return Row("MY-25", context);
        var bytes = from * context.BytesPerCharacter;
        if (bytes <= ShortVarchar && to * context.BytesPerCharacter > ShortVarchar)
        {
            var kind = context.Server?.Server == DatabaseServer.MariaDb && bytes <= MariaDbShortVarchar
                ? OperationKind.ChangeTypeInPlace
                : OperationKind.ChangeTypeRewriting;
            return Row("MY-24", kind, context);
        }

        return Row("MY-23", OperationKind.ChangeTypeInPlace, context);
    }

    private static bool IsWidening(StoreType from, StoreType to)
    {
        if (from.Name == to.Name && from.Name is "enum" or "set")
            return IsAppended(from, to);
        if (from.Name == "decimal" && to.Name == "decimal")
            return Scale(to) >= Scale(from) && Precision(to) - Scale(to) >= Precision(from) - Scale(from);
        if (from.Name == to.Name && from.Name is "datetime" or "timestamp" or "time" or "varchar" or "varbinary")
            return (to.Number(0) ?? 0) >= (from.Number(0) ?? 0);
        if (from.Name is "varchar" or "char" && to.Name is "mediumtext" or "longtext")
            return true;
        if (Array.IndexOf(Texts, from.Name) is >= 0 and var text)
            return Array.IndexOf(Texts, to.Name) >= text;
        return (from.Name, to.Name) is ("float", "double") || IsWiderInteger(from.Name.Split(' '), to.Name.Split(' '));
    }

    // An unsigned integer fits a signed one of the next size; a signed one fits no unsigned one.
    private static bool IsWiderInteger(string[] from, string[] to)
    {
        var (old, @new) = (Array.IndexOf(Integers, from[0]), Array.IndexOf(Integers, to[0]));
        if (old < 0 || @new < 0)
            return false;
        return (from.Contains("unsigned"), to.Contains("unsigned")) switch
        {
            (false, true) => false,
            (true, false) => @new > old,
            _ => @new >= old,
        };
    }

    private static bool IsLongerVarchar(StoreType from, StoreType to)
        => from.Name == "varchar" && to.Name == "varchar" && to.Number(0) >= from.Number(0);

    private static bool IsAppended(StoreType from, StoreType to)
        => to.Facets.Count >= from.Facets.Count && to.Facets.Take(from.Facets.Count).SequenceEqual(from.Facets);

    // https://dev.mysql.com/doc/refman/8.4/en/storage-requirements.html#data-types-storage-reqs-strings
    private static int Bytes(StoreType members)
        => members.Name == "enum" ? members.Facets.Count <= 255 ? 1 : 2
            : members.Facets.Count > 32 ? 8
            : (members.Facets.Count + 7) / 8;

    private static int Precision(StoreType numeric) => numeric.Number(0) ?? 10;

    private static int Scale(StoreType numeric) => numeric.Number(1) ?? 0;

    private static Fact Row(string id, TypeChangeContext context)
        => Row(id, id == "MY-27" ? OperationKind.ChangeTypeInPlace : OperationKind.ChangeTypeRewriting, context);

    private static Fact Row(string id, OperationKind kind, TypeChangeContext context)
        => MySqlFacts.All.First(f => f.Id == id && f.Kind == kind && (context.Server is null || f.HoldsFor(context.Server)));
}
