namespace EfPhased.Dialects;

/// <summary>
/// The expressions about a table's columns and the rows of its part. How a column is written depends on where it stands, so each
/// takes a way to write them: <c>NEW."Street"</c> in a trigger, <c>"Street"</c> in a query.
/// </summary>
internal sealed partial class MovedRowsSql(SqlWriter writer, MovedRows rows)
{
    public string Part => writer.Table(rows.Part, rows.PartSchema);

    public IReadOnlyList<string> PartColumns { get; } = [.. rows.PartKey, .. rows.Columns.Select(c => c.PartColumn)];

    public static Func<string, string> Of(SqlWriter writer, string row) => column => $"{row}.{writer.Column(column)}";

    /// <summary>The table's row has a row in the part.</summary>
    public string Present(Func<string, string> whole)
        => rows.Kind is { } kind
            ? $"({whole(kind.Column)} IS NOT NULL AND {IsOneOf(whole(kind.Column), kind.Present)})"
            : Either(rows.Columns.Select(c => c.Absent is { } absent ? writer.DiffersFrom(whole(c.Column), absent, c.Type) : $"{whole(c.Column)} IS NOT NULL"));

    /// <summary>The table's row and the part's do not hold the same. Of a conversion that loses something, one way is enough.</summary>
    public string Differ(Func<string, string> whole, Func<string, string> part)
    {
        var values = rows.Columns.Count == 0 ? [] : new List<string> { Either(rows.Columns.Select(c => Compare(part(c.PartColumn), c.Up, whole, whole(c.Column), c.PartType ?? c.Type))) };
        if (rows.Columns.Any(c => c.Up is not null || c.Down is not null))
            values = [$"({values[0]} AND {Either(rows.Columns.Select(c => Compare(whole(c.Column), c.Down, part, part(c.PartColumn), c.Type)))})"];
        return Either([.. values, .. rows.Kind is null ? [] : new[] { $"NOT {Present(whole)}" }]);
    }

    /// <summary>A row of the part belongs to the table's row.</summary>
    public string Match(Func<string, string> whole, Func<string, string> part)
        => string.Join(" AND ", rows.Key.Zip(rows.PartKey, (k, p) => $"{part(p)} = {whole(k)}"));

    /// <summary>A row of the part is the one that the table's row means: of several, that in its column.</summary>
    public string Means(Func<string, string> whole, Func<string, string> part) => Match(whole, part) + (HasSeveral ? $" AND {part(Only.PartColumn)} = {whole(Only.Column)}" : "");

    /// <summary>What the part's row refers to is there; null where that is the table's row.</summary>
    public string? HasParent(Func<string, string> whole)
        => rows.Parent is { } parent
            ? $"EXISTS (SELECT 1 FROM {writer.Table(parent.Part, parent.Schema)} AS parent WHERE "
                + $"{string.Join(" AND ", rows.Key.Zip(parent.Key, (k, p) => $"parent.{writer.Column(p)} = {whole(k)}"))})"
            : null;

    /// <summary>
    /// And the table's row has what the part above holds, so that this part may say what it is: saying so before would have the
    /// columns that were not filled yet overwrite that part. Nothing where there is no such part.
    /// </summary>
    public string AndParentTold(Func<string, string> whole)
        => rows is { Parent: { } parent, Kind: { } kind } ? $" AND {IsOneOf(whole(kind.Column), parent.Present)}" : "";

    /// <summary>
    /// And the table's row had a row in the part before. Below another part, one that it did not tell of was not filled yet, and stays.
    /// Nothing where there is no such part.
    /// </summary>
    public string AndWasPresent(Func<string, string> old) => rows.Parent is null ? "" : $" AND {Present(old)}";

    /// <summary>The part's columns as the table's row has them, key first.</summary>
    public string UpValues(Func<string, string> whole)
        => string.Join(", ", rows.Key.Select(whole).Concat(rows.Columns.Select(c => ColumnTemplate.Render(c.UpTemplate, whole))));

    /// <summary>The SET list of the table, as the part's row has it.</summary>
    /// <param name="part">Writes the part's columns.</param>
    /// <param name="whole">Writes the table's columns as they are before.</param>
    public string DownAssignments(Func<string, string> part, Func<string, string> whole)
        => string.Join(", ", [
            .. rows.Columns.Select(c => $"{writer.Column(c.Column)} = {ColumnTemplate.Render(c.DownTemplate, part)}"),
            .. rows.Kind is { } k
                ? [$"{writer.Column(k.Column)} = CASE WHEN {IsOneOf(whole(k.Column), k.Present)} THEN {whole(k.Column)} ELSE {k.Own} END"]
                : Array.Empty<string>(),
        ]);

    /// <summary>The SET list of the part, as the table's row has it.</summary>
    /// <param name="whole">Writes the table's columns.</param>
    /// <param name="target">Writes the part's columns where they are set.</param>
    public string UpAssignments(Func<string, string> whole, Func<string, string> target)
        => string.Join(", ", rows.Columns.Select(c => $"{target(c.PartColumn)} = {ColumnTemplate.Render(c.UpTemplate, whole)}"));

    /// <summary>A row of the part says nothing of some column: it is of a version that does not know it there, or it says null.</summary>
    public string Untold(Func<string, string> part) => Either(rows.Columns.Select(c => $"{part(c.PartColumn)} IS NULL"));

    /// <summary>The table's columns that the part is made of, key first.</summary>
    public IReadOnlyList<string> WholeColumns
        => [.. rows.Key.Concat(rows.Columns.SelectMany(c => ColumnTemplate.Columns(c.UpTemplate).Append(c.Column))).Distinct()];

    /// <summary>The SET list of the table where the part has no row.</summary>
    public string AbsentAssignments
        => string.Join(", ", [
            .. rows.Columns.Select(c => $"{writer.Column(c.Column)} = {c.Absent ?? "NULL"}"),
            .. rows.Kind is { } k ? [$"{writer.Column(k.Column)} = {k.Absent}"] : Array.Empty<string>(),
        ]);

    /// <summary>A column that matters to the part has changed.</summary>
    public string WholeChanged
        => HasSeveral ? OtherMeant : Either([
            .. rows.Columns.SelectMany(c => ColumnTemplate.Columns(c.UpTemplate).Select(u => (Column: u, Type: u == c.Column ? c.Type : null))).Distinct()
                .Select(c => writer.Differs($"NEW.{writer.Column(c.Column)}", $"OLD.{writer.Column(c.Column)}", c.Type)),
            .. rows.Kind is { } k ? [writer.Differs($"NEW.{writer.Column(k.Column)}", $"OLD.{writer.Column(k.Column)}", null)] : Array.Empty<string>(),
        ]);

    /// <summary>A column that matters to the table has changed; null where the part has no such columns.</summary>
    public string? PartChanged
        => HasSeveral ? OtherRow
            : rows.Columns.Count == 0 ? null
            : Either(rows.Columns.Select(c => writer.Differs($"NEW.{writer.Column(c.PartColumn)}", $"OLD.{writer.Column(c.PartColumn)}", c.PartType ?? c.Type)));

    /// <summary>
    /// A row of the table whose columns and part do not hold the same, over the bare columns. The part's own names are hidden, because
    /// they may be the same and would come first.
    /// </summary>
    /// <param name="fromPart">The table is filled, and so needs no row where the part has none.</param>
    public string Disagree(bool fromPart)
        => HasSeveral ? fromPart ? Untaken : Missing : (rows.PartRows is PartRows.Follow || (rows.PartRows is PartRows.Needed && !fromPart) ? $"({Missing}) OR {PartDiffers}" : PartDiffers)
            + (rows.Kind is { OwnMustPass: true } kind ? $" OR {writer.Column(kind.Column)} = {kind.Own}" : "");

    /// <summary>A row of the table whose row in the part is not there.</summary>
    public string Missing
        => $"{Present(writer.Column)} AND NOT EXISTS (SELECT 1 FROM {Hidden} WHERE {Means(writer.Column, HiddenColumn)})";

    /// <summary>The row of the part is there and does not hold the same.</summary>
    public string PartDiffers
        => $"EXISTS (SELECT 1 FROM {Hidden} WHERE {Match(writer.Column, HiddenColumn)} AND {Differ(writer.Column, HiddenColumn)})";

    /// <summary>A row of the table that is filled from the part.</summary>
    public string IsToFill => HasSeveral ? Untaken : PartDiffers;

    /// <summary>The SET list of a query that fills the table from the part.</summary>
    public string FillAssignments
        => HasSeveral ? FirstAssignment : string.Join(", ", [
            .. rows.Columns.Select(c => $"{writer.Column(c.Column)} = (SELECT {ColumnTemplate.Render(c.DownTemplate, HiddenColumn)} FROM {Hidden} WHERE {Match(writer.Column, HiddenColumn)})"),
            .. rows.Kind is { } k
                ? [$"{writer.Column(k.Column)} = CASE WHEN {IsOneOf(writer.Column(k.Column), k.Present)} THEN {writer.Column(k.Column)} ELSE {k.Own} END"]
                : Array.Empty<string>(),
        ]);

    private string Hidden
        => $"(SELECT {string.Join(", ", HiddenNames.Select(h => $"{writer.Column(h.Key)} AS {h.Value}"))} FROM {Part}) AS part";

    private IEnumerable<KeyValuePair<string, string>> HiddenNames
        => PartColumns.Concat(rows.Columns.SelectMany(c => ColumnTemplate.Columns(c.DownTemplate))).Distinct()
            .Select((c, i) => KeyValuePair.Create(c, FormattableString.Invariant($"efphased_{i}")));

    private string HiddenColumn(string column) => $"part.{HiddenNames.First(h => h.Key == column).Value}";

    private string Compare(string column, string? template, Func<string, string> from, string same, string? type)
        => template is null ? writer.Differs(column, same, type) : writer.DiffersFrom(column, ColumnTemplate.Render(template, from), type);

    private static string IsOneOf(string column, IReadOnlyList<string> values) => $"{column} IN ({string.Join(", ", values)})";

    private static string Either(IEnumerable<string> conditions)
    {
        var all = conditions.ToList();
        return all.Count == 1 ? all[0] : $"({string.Join(" OR ", all)})";
    }
}
