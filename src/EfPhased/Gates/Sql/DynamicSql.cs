namespace EfPhased.Gates.Sql;

/// <summary>
/// Names in literals of a program that runs text. What it puts together can only be guessed, so the names count wherever they stand.
/// </summary>
internal static class DynamicSql
{
    public static bool Names(SqlBody body, ProgramText text, SearchedName name)
    {
        var all = new List<string>();
        var runs = false;
        foreach (var (start, end) in body.Statements)
        {
            // A message is for people.
            if (body.At(start).IsAny("RAISE", "SIGNAL"))
                continue;
            for (var i = start; i < end; i++)
            {
                runs |= body.Tokens[i].IsAny("EXECUTE", "PREPARE") && !body.At(i + 1).IsAny("FUNCTION", "PROCEDURE");
                if (body.Tokens[i].Kind == SqlTokenKind.Text)
                    all.Add(body.Tokens[i].Text);
            }
        }

        return runs && Words.AreIn(string.Join('\n', all), name, text.IsTrigger && name.Column is not null);
    }
}
