using EfPhased.References.Sql;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// Walks along the tokens of a statement.
/// </summary>
internal sealed class SqlCursor(IReadOnlyList<SqlToken> tokens, bool foldsNames)
{
    private static readonly SqlToken End = new(SqlTokenKind.Symbol, 0, 0, "");

    public int At { get; set; }

    public bool IsAtEnd => At >= tokens.Count;

    /// <summary>The token here; at the end, one that is nothing.</summary>
    public SqlToken Current => At < tokens.Count ? tokens[At] : End;

    /// <summary>Steps over the words, if they all stand here.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (At + i >= tokens.Count || !tokens[At + i].Is(words[i]))
                return false;
        }

        At += words.Length;
        return true;
    }

    /// <summary>A name, with its schema where it has one.</summary>
    public (string Name, string? Schema)? TakeName()
    {
        if (TakeWord() is not { } first)
            return null;
        string? schema = null;
        while (Current.Is(".") && At + 1 < tokens.Count && tokens[At + 1].IsName)
        {
            At++;
            (schema, first) = (first, TakeWord()!);
        }

        return (first, schema);
    }

    /// <summary>A name of one part; null where none stands here.</summary>
    public string? TakeWord()
    {
        if (IsAtEnd || !Current.IsName)
            return null;
        var token = tokens[At++];
        return foldsNames && token.Kind == SqlTokenKind.Word ? token.Text.ToLowerInvariant() : token.Text;
    }

    /// <summary>The names between parentheses that start here; what is no name is left out.</summary>
    public List<string> TakeList()
    {
        var names = new List<string>();
        var (depth, expected) = (0, false);
        for (; !IsAtEnd; At++)
        {
            if (Current.Is("("))
                expected = ++depth == 1;
            else if (Current.Is(")") && --depth == 0)
            {
                At++;
                break;
            }
            else if (Current.Is(",") && depth == 1)
                expected = true;
            else
            {
                if (expected && Current.IsName)
                {
                    names.Add(TakeWord()!);
                    At--;
                }

                expected = false;
            }
        }

        return names;
    }

    /// <summary>Everything up to a comma on this level, or to the end.</summary>
    public IReadOnlyList<SqlToken> TakeRest(bool toComma)
    {
        var (start, depth) = (At, 0);
        for (; !IsAtEnd; At++)
        {
            if (toComma && depth == 0 && Current.Is(","))
                break;
            depth += Current.Is("(") ? 1 : Current.Is(")") ? -1 : 0;
        }

        return [.. tokens.Skip(start).Take(At - start)];
    }
}
