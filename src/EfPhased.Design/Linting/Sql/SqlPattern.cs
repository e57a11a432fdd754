using EfPhased.References.Sql;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// How a kind of statement begins: words, <c>A|B</c> for one of several, <c>A?</c> for one that may be missing, <c>@</c> for the name
/// of the table, <c>*</c> for anything up to the next word.
/// </summary>
internal sealed class SqlPattern(string pattern)
{
    private readonly string[] _parts = pattern.Split(' ');

    /// <returns>Whether the statement begins so; and the table where the pattern has one.</returns>
    public (bool Matches, (string Name, string? Schema)? Table) Match(SqlText statement, bool foldsNames)
    {
        var cursor = new SqlCursor(statement.Tokens, foldsNames);
        (string, string?)? table = null;
        for (var i = 0; i < _parts.Length; i++)
        {
            switch (_parts[i])
            {
                case "@":
                    if (cursor.TakeName() is not { } name)
                        return (false, null);
                    table = name;
                    break;
                case "*":
                    while (!cursor.IsAtEnd && !Is(cursor.Current, _parts[i + 1]))
                        cursor.At++;
                    break;
                case [.. var optional, '?']:
                    if (Is(cursor.Current, optional))
                        cursor.At++;
                    break;
                default:
                    if (!Is(cursor.Current, _parts[i]))
                        return (false, null);
                    cursor.At++;
                    break;
            }
        }

        return (true, table);
    }

    private static bool Is(SqlToken token, string words) => words.Split('|').Any(token.Is);
}
