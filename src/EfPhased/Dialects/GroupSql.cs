namespace EfPhased.Dialects;

/// <summary>
/// The expressions about one group of columns that a trigger is made of.
/// </summary>
internal sealed class GroupSql(SqlWriter writer, ShimGroup group)
{
    public IReadOnlyList<SideSql> Old { get; } = [.. group.Old.Select(c => new SideSql(writer, c, group.IsCopy))];

    public IReadOnlyList<SideSql> New { get; } = [.. group.New.Select(c => new SideSql(writer, c, group.IsCopy))];

    public bool IsCopy => group.IsCopy;

    /// <summary>An old column whose null says that the insert supplied the new side; null where none says so.</summary>
    public SideSql? Telltale => Old.FirstOrDefault(o => o.IsRequired);

    public string NewMissing => And([.. New.Select(n => $"{n.Row} IS NULL"), .. Old.Where(o => o.IsRequired).Select(o => o.Supplied)]);

    // An omitted old column arrives as its default, which therefore counts as "not supplied".
    public string OldMissing => Old.Count == 1 ? Old[0].Missing : And([.. Old.Select(o => o.Default is null ? o.Missing : $"({o.Missing})")]);

    public string OldSupplied => Or([.. Old.Select(o => o.Supplied)]);

    public string OldChanged => Or([.. Old.Select(o => o.Changed)]);

    public string NewChanged => Or([.. New.Select(n => n.Changed)]);

    /// <summary>The new side is not what the old one makes of it.</summary>
    public string Disagree => Or([.. New.Select(n => n.Disagrees)]);

    /// <summary>The old side is not what the new one makes of it.</summary>
    public string OldDisagrees => Or([.. Old.Select(o => o.Disagrees)]);

    /// <summary>Puts a condition of several alternatives in parentheses.</summary>
    public static string Whole(string condition) => condition.Contains(" OR ", StringComparison.Ordinal) ? $"({condition})" : condition;

    private static string And(string[] conditions) => string.Join(" AND ", conditions);

    private static string Or(string[] conditions) => string.Join(" OR ", conditions);
}

/// <summary>One column of a group.</summary>
internal sealed class SideSql(SqlWriter writer, GroupedColumn column, bool isCopy)
{
    public string Row { get; } = $"NEW.{writer.Column(column.Column)}";

    public string Before { get; } = $"OLD.{writer.Column(column.Column)}";

    public string? Default => column.Default;

    public bool IsRequired => column.Required;

    /// <summary>What the other side makes of it.</summary>
    public string Derived => OfNew(writer, column.Value);

    public string Missing => Default is null ? $"{Row} IS NULL" : $"{Row} IS NULL OR {Row} = {Default}";

    public string Supplied => Default is null ? $"{Row} IS NOT NULL" : $"{Row} <> {Default}";

    public string Changed => writer.Differs(Row, Before, column.Type);

    public string Disagrees => isCopy ? writer.Differs(Row, Derived, column.Type) : writer.DiffersFrom(Row, Derived, column.Type);

    public static string OfNew(SqlWriter writer, string template) => ColumnTemplate.Render(template, c => $"NEW.{writer.Column(c)}");

    public static string OfOld(SqlWriter writer, string template) => ColumnTemplate.Render(template, c => $"OLD.{writer.Column(c)}");
}
