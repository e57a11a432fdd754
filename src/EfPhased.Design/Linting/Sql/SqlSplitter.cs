using EfPhased.References;
using EfPhased.References.Sql;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// Cuts a text into its statements. Semicolons inside strings, comments, dollar quotes and the bodies of routines end none.
/// </summary>
internal static class SqlSplitter
{
    private static readonly string[] Routines = ["FUNCTION", "PROCEDURE", "TRIGGER", "EVENT"];
    private static readonly string[] Others = ["TABLE", "VIEW", "INDEX", "TYPE", "SCHEMA", "SEQUENCE", "EXTENSION", "DOMAIN", "RULE", "POLICY"];
    private static readonly string[] LoopWords = ["IF", "LOOP", "WHILE", "REPEAT", "FOR"];

    public static IReadOnlyList<SqlText> Split(string text, SqlFlavor flavor)
    {
        var statements = new List<SqlText>();
        var tokens = new List<SqlToken>();
        var (parentheses, blocks) = (0, 0);
        foreach (var token in SqlTokenizer.Tokenize(text, flavor))
        {
            if (token.Kind == SqlTokenKind.Delimiter || (token.Is(";") && parentheses == 0 && blocks == 0))
            {
                Add(statements, text, tokens);
                (parentheses, blocks) = (0, 0);
                tokens = [];
                continue;
            }

            parentheses = token.Is("(") ? parentheses + 1 : token.Is(")") ? Math.Max(0, parentheses - 1) : parentheses;
            if (IsRoutine(tokens))
                blocks = Math.Max(0, blocks + Block(tokens, token));
            tokens.Add(token);
        }

        Add(statements, text, tokens);
        return statements;
    }

    private static void Add(List<SqlText> statements, string text, List<SqlToken> tokens)
    {
        if (tokens.Count == 0)
            return;

        var (start, end) = (tokens[0].Start, tokens[^1].End);

        // A dollar-quoted token is what stands between its tags; the closing one belongs to the statement.
        if (tokens[^1].Kind == SqlTokenKind.Body && end < text.Length && text.IndexOf('$', end + 1) is var close and >= 0)
            end = close + 1;
        statements.Add(new SqlText(text[start..end], text.AsSpan(0, start).Count('\n'), tokens));
    }

    // CREATE [OR REPLACE] [DEFINER = x] PROCEDURE …, whose body has semicolons of its own.
    private static bool IsRoutine(List<SqlToken> tokens)
        => tokens.Count > 0 && tokens[0].Is("CREATE")
            && tokens.Find(t => Array.Exists(Routines, r => t.Is(r)) || Array.Exists(Others, o => t.Is(o))) is { Length: > 0 } kind
            && Array.Exists(Routines, r => kind.Is(r));

    private static int Block(List<SqlToken> before, SqlToken token)
    {
        if (token.Is("BEGIN"))
            return 1;
        if (token.Is("CASE"))
            return before[^1].Is("END") ? 0 : 1;

        // END IF and the like close what was never counted.
        if (before[^1].Is("END") && Array.Exists(LoopWords, w => token.Is(w)))
            return 1;
        return token.Is("END") ? -1 : 0;
    }
}
