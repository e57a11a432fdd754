namespace EfPhased.Gates.Sql;

/// <summary>
/// Looks for what goes in program text.
/// </summary>
internal static class TextSearch
{
    public static TextUse Find(ProgramText text, SearchedName name)
    {
        if (text.IsForeign)
            return Words.AreIn(text.Text, name, text.IsTrigger) ? TextUse.Dynamic : TextUse.None;
        SqlBody body = new(text.Text, text.Flavor);
        SourceNames sources = new(body, text, name);
        var found = name.Column is null ? new TableSearch(body, sources, name).Find() : new ColumnSearch(body, sources, text, name).Find();
        return found == TextUse.None && DynamicSql.Names(body, text, name) ? TextUse.Dynamic : found;
    }
}
