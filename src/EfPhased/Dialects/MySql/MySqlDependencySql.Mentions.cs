using System.Text.RegularExpressions;
using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

internal sealed partial class MySqlDependencySql
{
    private const string LiteralsAndComments =
        @"'(?:[^'\\]++|\\.|'')*+'|""(?:[^""\\]++|\\.|"""")*+""|--\s[^\n]*|#[^\n]*|/\*(?!M?!)(?:[^*]++|\*(?!/))*+\*/";

    public override string Mentions(RemovedObject removed, string text, string traits)
    {
        // A program that runs text keeps its literals: the names may be in them. So does one whose double quotes are around names.
        var code = $"(CASE WHEN {text} REGEXP '(?i)prepare|execute' OR {traits} LIKE '%ANSI_QUOTES%' THEN {text} ELSE REGEXP_REPLACE({text}, {Pattern(LiteralsAndComments)}, ' ') END)";
        string Names(string name) => $"{code} REGEXP {Pattern($@"(?i)(?<![\w$]){Regex.Escape(name)}(?![\w$])")}";
        var qualified = $"CONCAT({Pattern(@"(?i)(?<![\w$])\Q")}, {Schema(removed)}, {Pattern($@"\E`?\s*[.]\s*`?{Regex.Escape(removed.Table)}(?![\w$])")})";
        var table = $"({Names(removed.Table)} AND ({traits} NOT LIKE '%{TextTraits.Elsewhere}%' OR {code} REGEXP {qualified}))";
        if (removed.Column is not { } column)
            return table;

        var stars = $@"(({traits} LIKE '%{TextTraits.GivesRows}%' OR {code} REGEXP {Pattern(@"(?i)insert\s")}) AND {code} REGEXP {Pattern(@"(?i)select\s+(?:`?\w+`?\s*[.]\s*)?[*]")})";
        return $"((({Names(column)} AND ({traits} REGEXP '{TextTraits.Expression}|{TextTraits.Trigger}' OR {table})) OR ({stars} AND {table})))";
    }

    // A backslash in a literal is an escape, whatever the provider makes of it.
    private static string Pattern(string pattern)
        => "'" + pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
