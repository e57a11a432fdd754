using System.Text.RegularExpressions;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed partial class PostgreSqlDependencySql
{
    private const string LiteralsAndComments = @"'([^']|'')*'|--[^\n]*|/\*([^*]|\*+[^*/])*\*+/";

    public override string Mentions(RemovedObject removed, string text, string traits)
    {
        // A program that runs text keeps its literals: the names may be in them.
        var code = $@"(CASE WHEN {text} ~* '\mexecute\M' OR {Has(traits, TextTraits.Foreign)} THEN {text} ELSE regexp_replace({text}, {Literal(LiteralsAndComments)}, ' ', 'g') END)";
        var table = $"(NOT {Has(traits, TextTraits.Elsewhere)} AND {Names(code, removed.Table)})";
        if (removed.Column is not { } column)
            return table;
        var belongs = string.Join(" OR ", new[] { TextTraits.Expression, TextTraits.Trigger, TextTraits.TakesRows }.Select(t => Has(traits, t)));
        return $@"(({Names(code, column)} AND ({belongs} OR {table})) OR ({traits} = '{TextTraits.GivesRows}' AND {code} ~ '\w""?\.\*' AND {table}))";
    }

    // A name that needs quotes is written as it is; any other may be written in any case.
    private string Names(string code, string name)
        => $"{code} {(Lower().IsMatch(name) ? "~*" : "~")} {Literal($@"(?<![\w$]){Regex.Escape(name)}(?![\w$])")}";

    private static string Has(string traits, string trait) => $"'{trait}' = ANY (string_to_array({traits}, ' '))";

    [GeneratedRegex("^[a-z_][a-z0-9_]*$")]
    private static partial Regex Lower();
}
