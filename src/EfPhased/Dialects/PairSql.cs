namespace EfPhased.Dialects;

/// <summary>
/// The expressions about one pair of columns that a trigger is made of.
/// </summary>
internal sealed class PairSql(SqlWriter writer, ColumnPair pair)
{
    public string Old { get; } = $"NEW.{writer.Column(pair.OldColumn)}";

    public string New { get; } = $"NEW.{writer.Column(pair.NewColumn)}";

    public string? OldDefault => pair.OldDefault;

    public string Up => OfNew(writer, pair.UpTemplate);

    public string Down => OfNew(writer, pair.DownTemplate);

    public string OldChanged => writer.Differs(Old, $"OLD.{writer.Column(pair.OldColumn)}", pair.Type);

    public string NewChanged => writer.Differs(New, $"OLD.{writer.Column(pair.NewColumn)}", pair.Type);

    public string Disagree => writer.Differs(New, Up, pair.Type);

    public static string OfNew(SqlWriter writer, string template) => ColumnTemplate.Render(template, c => $"NEW.{writer.Column(c)}");
}
