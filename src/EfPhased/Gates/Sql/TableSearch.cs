namespace EfPhased.Gates.Sql;

/// <summary>
/// Uses of a table that goes: as a source, as a type, as a qualifier.
/// </summary>
internal sealed class TableSearch(SqlBody body, SourceNames sources, SearchedName name)
{
    public TextUse Find()
    {
        var best = TextUse.None;
        for (var i = 0; i < body.Tokens.Count; i++)
        {
            var use = At(i);
            best = use > best ? use : best;
        }

        return best;
    }

    private TextUse At(int at)
    {
        // 'People'::regclass, nextval('…')
        if (body.Tokens[at].Kind == SqlTokenKind.Text)
            return body.At(at + 1).IsSymbol("::") && body.At(at + 2).Is("regclass") && Words.Contains(body.Tokens[at].Text, name.Table) ? TextUse.Certain : TextUse.None;
        if (!sources.IsTable(at))
            return TextUse.None;

        var first = body.At(at - 1).IsSymbol(".") ? at - 2 : at;
        var isSource = body.Roles[at] == SqlRole.Other && body.Scopes[at] is { } scope
            && scope.Sources.Any(s => s.Name is { } n && sources.IsOurs(s) && body.Flavor.Key(n) == body.Flavor.Key(body.Tokens[at]))
            && !body.At(first - 1).Is("AS");
        var isType = body.At(at + 1).IsSymbol("%") || body.At(first - 1).IsSymbol("::")
            || (body.At(first - 1).Kind == SqlTokenKind.Word && first > 0 && body.Roles[first] == SqlRole.Value && body.At(first - 1).IsName);
        return isSource || isType ? TextUse.Certain : TextUse.None;
    }
}
