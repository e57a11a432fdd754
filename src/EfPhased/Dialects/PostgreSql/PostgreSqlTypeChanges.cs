namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// PG-41 to PG-59: the table is not rewritten when the old type is stored like the new one and no old value can break the new
/// limits. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
/// </summary>
internal static class PostgreSqlTypeChanges
{
    private const int MaxFraction = 6;

    public static TypeChange Classify(string oldType, string newType, TypeChangeContext context)
    {
        var from = PostgreSqlTypes.Parse(oldType);
        var to = PostgreSqlTypes.Parse(newType);
        var widening = IsWidening(from, to);
        var change = new TypeChange(Fact(from, to, context), widening) { BreaksPreparedStatements = true };

        if (context.IsUsed)
            return change with { Fact = Row("PG-57", OperationKind.ChangeTypeRefused) };
        if (change.Fact.Kind == OperationKind.ChangeTypeRefused)
            return change with { NeedsUsing = true };
        if (context.IsInForeignKey && change.Fact.Kind == OperationKind.ChangeTypeRewriting)
            return change with { Fact = Row("PG-58", OperationKind.ChangeTypeOfForeignKey) };
        if (context.HasValidCheck && change.Fact.Kind == OperationKind.ChangeTypeInPlace)
            return change with { Fact = Row("PG-56", OperationKind.ChangeTypeInPlaceChecked), NeedsUncheckedConstraints = true };
        return change with
        {
            NeedsUtc = change.Fact.Id is "PG-47" or "PG-49",
            NeedsUncheckedConstraints = context.HasValidCheck && change.Fact.Kind == OperationKind.ChangeTypeRebuildingIndex,
        };
    }

    private static Fact Fact(StoreType from, StoreType to, TypeChangeContext context)
    {
        if (context.IsPlainDomain)
            return Row("PG-53", OperationKind.ChangeTypeInPlace);
        if (!context.HasUsing && !PostgreSqlTypes.IsAssignable(from.Name, to.Name))
            return Row("PG-52", OperationKind.ChangeTypeRefused);
        return context.HasUsing && from.Name != to.Name ? Row(RewriteId(from, to), OperationKind.ChangeTypeRewriting) : Stored(from, to, context);
    }

    private static Fact Stored(StoreType from, StoreType to, TypeChangeContext context)
    {
        if (from.Name == to.Name && from.Facets.SequenceEqual(to.Facets))
            return Row("PG-41", OperationKind.ChangeTypeInPlace);

        var id = InPlaceId(from, to, context);
        if (id is null)
            return Row(RewriteId(from, to), OperationKind.ChangeTypeRewriting);
        return (id, context.IsIndexed) switch
        {
            ("PG-47", true) => Row("PG-49", OperationKind.ChangeTypeRebuildingIndex),
            ("PG-54", true) => Row("PG-54", OperationKind.ChangeTypeRebuildingIndex),
            _ => Row(id, OperationKind.ChangeTypeInPlace),
        };
    }

    private static string? InPlaceId(StoreType from, StoreType to, TypeChangeContext context) => (from.Name, to.Name) switch
    {
        ("character varying" or "text", "text" or "character varying") when FitsLength(from, to) => "PG-41",
        ("text" or "character varying", "citext") or ("citext", "text") => "PG-54",
        ("citext", "character varying") when to.Facets.Count == 0 => "PG-54",
        ("numeric", "numeric") when to.Facets.Count == 0 || HoldsNumeric(from, to) && Scale(from) == Scale(to) => "PG-45",
        ("bit varying", "bit varying") when FitsLength(from, to) => "PG-50",
        ("bit", "bit varying") when to.Facets.Count == 0 => "PG-50",
        ("cidr", "inet") => "PG-50",
        var (f, t) when f == t && PostgreSqlTypes.IsTemporal(f) && Fraction(to) >= Fraction(from) => "PG-50",
        var (f, t) when PostgreSqlTypes.IsTimestamp(f) && PostgreSqlTypes.IsTimestamp(t) && context.IsUtc && Fraction(to) == MaxFraction => "PG-47",
        _ => null,
    };

    private static string RewriteId(StoreType from, StoreType to) => (from.Name, to.Name) switch
    {
        ("character", _) => "PG-43",
        ("character varying" or "text", "character varying" or "text") => "PG-42",
        ("smallint" or "integer" or "bigint", "smallint" or "integer" or "bigint") => "PG-44",
        ("numeric", "numeric") => "PG-46",
        var (f, t) when PostgreSqlTypes.IsTimestamp(f) && PostgreSqlTypes.IsTimestamp(t) && f != t => "PG-48",
        var (f, t) when f == t && PostgreSqlTypes.IsTemporal(f) => "PG-51",
        _ => "PG-52",
    };

    private static bool IsWidening(StoreType from, StoreType to) => (from.Name, to.Name) switch
    {
        ("character varying" or "text" or "citext", "character varying" or "text" or "citext") => FitsLength(from, to),
        ("smallint", "integer" or "bigint") or ("integer", "bigint") => true,
        ("smallint", "real" or "double precision") or ("integer", "double precision") or ("real", "double precision") => true,
        ("smallint" or "integer" or "bigint", "numeric") => to.Facets.Count == 0 || to.Number(0) - Scale(to) >= Digits(from.Name),
        ("numeric", "numeric") => HoldsNumeric(from, to),
        ("bit varying", "bit varying") => FitsLength(from, to),
        ("cidr", "inet") or ("json", "text") or ("uuid", "text") or ("date", "timestamp without time zone") => true,
        var (f, t) when f == t && PostgreSqlTypes.IsTemporal(f) => Fraction(to) >= Fraction(from),
        var (f, t) => f == t && from.Facets.SequenceEqual(to.Facets),
    };

    private static bool FitsLength(StoreType from, StoreType to)
        => to.Number(0) is not { } limit || from.Number(0) is { } length && length <= limit;

    private static bool HoldsNumeric(StoreType from, StoreType to)
        => to.Number(0) is not { } precision
            || from.Number(0) is { } old && Scale(to) >= Scale(from) && precision - Scale(to) >= old - Scale(from);

    private static int Scale(StoreType numeric) => numeric.Number(1) ?? 0;

    private static int Fraction(StoreType temporal) => temporal.Number(0) ?? MaxFraction;

    private static int Digits(string integer) => integer switch { "smallint" => 5, "integer" => 10, _ => 19 };

    private static Fact Row(string id, OperationKind kind) => PostgreSqlFacts.All.First(f => f.Id == id && f.Kind == kind);
}
