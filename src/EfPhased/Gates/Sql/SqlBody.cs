namespace EfPhased.Gates.Sql;

/// <summary>
/// Program text with what each name in it can mean. It follows tables and blocks only, and accepts much that a server would not.
/// </summary>
internal sealed class SqlBody
{
    public SqlBody(string text, SqlFlavor flavor)
    {
        Flavor = flavor;
        Tokens = SqlTokenizer.Tokenize(text, flavor);
        Scopes = new SqlScope[Tokens.Count];
        Roles = new SqlRole[Tokens.Count];
        Close = Parentheses(Tokens);
        CommonTables = FindCommonTables();
        Statements = new SqlStatements(this).Read();
    }

    public SqlFlavor Flavor { get; }

    public List<SqlToken> Tokens { get; }

    /// <summary>By token: the block that it stands in.</summary>
    public SqlScope[] Scopes { get; }

    /// <summary>By token.</summary>
    public SqlRole[] Roles { get; }

    /// <summary>By token: the closing parenthesis of an opening one.</summary>
    public int[] Close { get; }

    /// <summary>The names that WITH defines.</summary>
    public HashSet<string> CommonTables { get; }

    /// <summary>Where each statement starts and ends.</summary>
    public IReadOnlyList<(int Start, int End)> Statements { get; }

    /// <summary>The token; outside of the text, a symbol that is none.</summary>
    public SqlToken At(int index) => index >= 0 && index < Tokens.Count ? Tokens[index] : new SqlToken(SqlTokenKind.Symbol, "");

    public bool StartsQuery(int index)
    {
        while (At(index).IsSymbol("("))
            index++;
        return At(index).IsAny("SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE", "TABLE");
    }

    private static int[] Parentheses(List<SqlToken> tokens)
    {
        var close = new int[tokens.Count];
        Stack<int> open = new();
        for (var i = 0; i < tokens.Count; i++)
        {
            close[i] = i;
            if (tokens[i].IsSymbol("("))
                open.Push(i);
            else if (tokens[i].IsSymbol(")") && open.Count > 0)
                close[open.Pop()] = i;
        }

        return close;
    }

    private HashSet<string> FindCommonTables()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (var i = 1; i < Tokens.Count; i++)
        {
            if (!Tokens[i].IsName || !(Tokens[i - 1].IsAny("WITH", "RECURSIVE") || Tokens[i - 1].IsSymbol(",")))
                continue;
            var next = At(i + 1).IsSymbol("(") ? Close[i + 1] + 1 : i + 1;
            if (!At(next).Is("AS"))
                continue;
            while (At(next).IsAny("AS", "NOT", "MATERIALIZED"))
                next++;
            if (At(next).IsSymbol("(") && StartsQuery(next + 1))
                names.Add(Flavor.Key(Tokens[i]));
        }

        return names;
    }
}
