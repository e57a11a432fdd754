using System.Text;

namespace EfPhased;

/// <summary>
/// SQL in which columns of the row stand in braces, so that the same expression serves a trigger (<c>NEW."Name"</c>) and an
/// UPDATE (<c>"Name"</c>). A brace that belongs to the SQL is doubled.
/// </summary>
internal static class ColumnTemplate
{
    public static string For(string column) => "{" + Escape(column) + "}";

    /// <summary>SQL without columns of the row, as a template.</summary>
    public static string Escape(string sql)
        => sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>Replaces every column in braces by what <paramref name="column"/> makes of its name.</summary>
    /// <exception cref="FormatException">A brace is not closed, or closed without being opened.</exception>
    public static string Render(string template, Func<string, string> column)
    {
        var sql = new StringBuilder(template.Length + 16);
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is not ('{' or '}'))
                sql.Append(c);
            else if (i + 1 < template.Length && template[i + 1] == c)
            {
                sql.Append(c);
                i++;
            }
            else if (c == '{')
                sql.Append(column(ReadName(template, ref i)));
            else
                throw new FormatException($"'{template}' closes a brace at {i} that was not opened; double a brace that belongs to the SQL.");
        }

        return sql.ToString();
    }

    /// <summary>The columns that a template names, in order and without repetition.</summary>
    public static IReadOnlyList<string> Columns(string template)
    {
        var columns = new List<string>();
        Render(template, name =>
        {
            if (!columns.Contains(name))
                columns.Add(name);
            return "";
        });
        return columns;
    }

    private static string ReadName(string template, ref int position)
    {
        var start = position;
        var name = new StringBuilder();
        for (position++; position < template.Length; position++)
        {
            var c = template[position];
            if (c is '{' or '}')
            {
                if (position + 1 < template.Length && template[position + 1] == c)
                    position++;
                else if (c == '}')
                    return name.ToString();
                else
                    break;
            }

            name.Append(c);
        }

        throw new FormatException($"'{template}' opens a brace at {start} that is not closed; double a brace that belongs to the SQL.");
    }
}
