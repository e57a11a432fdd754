using System.Text.RegularExpressions;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed partial class PostgreSqlDependencySql
{
    private const string LiteralsAndComments = @"'([^']|'')*'|--[^\n]*|/\*([^*]|\*+[^*/])*\*+/";

    public override string Mentions(RemovedObject removed, string text, string traits)
    {
        // A program that runs text, or looks into JSON, keeps its literals: the names may be in them.
        var code = $@"(CASE WHEN {text} ~* '\mexecute\M|->' OR {Has(traits, TextTraits.Foreign)} THEN {text} ELSE regexp_replace({text}, {Literal(LiteralsAndComments)}, ' ', 'g') END)";
        var schema = $@"(SELECT regexp_replace(s.name, '(\W)', '\\\1', 'g') FROM ({SchemaName(removed)}) AS s (name))";
        var qualified = $@"('(?<![\w$])""?' || {schema} || {Literal($@"""?\s*[.]\s*""?{Regex.Escape(removed.Table)}(?![\w$])")})";
        var table = $"({Names(code, removed.Table)} AND (NOT {Has(traits, TextTraits.Elsewhere)} OR {code} ~ {qualified}))";
        if (removed.Column is not { } column)
            return table;

        var belongs = string.Join(" OR ", new[] { TextTraits.Expression, TextTraits.Trigger, TextTraits.TakesRows }.Select(t => Has(traits, t)));
        var stars = $@"(({Has(traits, TextTraits.GivesRows)} OR {code} ~* '\minsert\s+into\M|\mreturn\s+query\M') AND {code} ~* '\mselect\s+\*|\w""?\.\*')";
        return $@"((({Names(code, column)} OR {code} ~* 'u&""') AND ({belongs} OR {table})) OR ({stars} AND {table}))";
    }

    // A name that needs quotes is written as it is; any other may be written in any case.
    private string Names(string code, string name)
        => $"{code} {(Lower().IsMatch(name) ? "~*" : "~")} {Literal($@"(?<![\w$]){Regex.Escape(name)}(?![\w$])")}";

    private static string Has(string traits, string trait) => $"'{trait}' = ANY (string_to_array({traits}, ' '))";

    [GeneratedRegex("^[a-z_][a-z0-9_]*$")]
    private static partial Regex Lower();
}
