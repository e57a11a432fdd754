namespace EfPhased.Gates.Sql;

/// <summary>
/// Uses of a column that goes. Its name counts only where it can be that table's column.
/// </summary>
internal sealed class ColumnSearch(SqlBody body, SourceNames sources, ProgramText text, SearchedName name)
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
        var t = body.Tokens[at];
        if (t.IsSymbol("*"))
            return Star(at);
        if (t.Kind == SqlTokenKind.Text)
            return Key(at);
        if (!t.IsName && !(t.Kind == SqlTokenKind.Word && body.At(at - 1).IsSymbol(".")))
            return TextUse.None;
        if (!body.Flavor.Same(t, name.Column!))
            return TextUse.None;
        return body.At(at - 1).IsSymbol(".") ? Qualified(at) : Bare(at);
    }

    private TextUse Qualified(int at)
    {
        var qualifier = body.At(at - 2);
        if (qualifier.IsSymbol(")") || qualifier.IsSymbol("]") || qualifier.Kind == SqlTokenKind.Parameter)
            return text.TakesRows || sources.IsMentioned ? TextUse.Probable : TextUse.None;
        if (qualifier.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName))
            return TextUse.None;

        SqlToken? schema = body.At(at - 3).IsSymbol(".") ? body.At(at - 4) : null;
        if (schema is null && qualifier.IsAny("NEW", "OLD"))
            return text.IsTrigger ? TextUse.Certain : TextUse.None;
        if (schema is null && qualifier.IsAny("EXCLUDED", "VALUES") && body.Scopes[at]?.Target is { } target)
            return sources.IsOurs(target) ? TextUse.Certain : TextUse.None;
        if (sources.Qualified(body.Scopes[at], schema, qualifier) is { } source)
        {
            return sources.IsOurs(source) ? TextUse.Certain
                : source.Name is null && sources.IsMentioned && !HasOnlyNamesakes(at) ? TextUse.Probable
                : TextUse.None;
        }

        if (sources.IsTable(at - 2))
            return TextUse.Certain;
        if (sources.HoldsRows(qualifier))
            return TextUse.Probable;
        return text.TakesRows && !sources.HoldsOtherRows(qualifier) ? TextUse.Probable : TextUse.None;
    }

    private TextUse Bare(int at)
    {
        var next = body.At(at + 1);
        if (body.Roles[at] == SqlRole.Other || next.IsSymbol("(") || next.IsSymbol(".") || next.IsSymbol(":=") || next.IsSymbol("=>"))
            return TextUse.None;
        if (body.Roles[at] == SqlRole.TargetColumn)
            return body.Scopes[at]?.Target is { } target && sources.IsOurs(target) ? TextUse.Certain : TextUse.None;
        if (IsAlias(at))
            return TextUse.None;
        if (text.IsExpression)
            return TextUse.Certain;

        var derived = false;
        for (var scope = body.Scopes[at]; scope is not null; scope = scope.Parent)
        {
            var ours = scope.Sources.Exists(sources.IsOurs);
            var namesake = scope.Sources.Exists(sources.IsNamesake);
            derived |= scope.Sources.Exists(s => s.Name is null);
            if (ours)
                return namesake || derived ? TextUse.Probable : TextUse.Certain;
            if (namesake)
                return TextUse.None;
        }

        return TextUse.None;
    }

    // SELECT a AS "Name", SELECT upper(a) "Name"
    private bool IsAlias(int at)
    {
        var before = body.At(at - 1);
        return before.Is("AS") || before.IsSymbol(")") || before.IsName || before.Is("END")
            || before.Kind is SqlTokenKind.Text or SqlTokenKind.Number or SqlTokenKind.Parameter;
    }

    // The subquery or WITH behind the name is somewhere else in the text; where only other tables with such a column are read, it is theirs.
    private bool HasOnlyNamesakes(int at)
    {
        var statement = body.Statements.FirstOrDefault(s => s.Start <= at && at < s.End);
        var all = body.Scopes[statement.Start..statement.End].Where(s => s is not null).Distinct().SelectMany(s => s.Sources).ToList();
        return !all.Exists(sources.IsOurs);
    }

    // to_jsonb(p) ->> 'Name'
    private TextUse Key(int at)
    {
        var isKey = body.At(at - 1).Kind == SqlTokenKind.Symbol && body.At(at - 1).Text is "->" or "->>";
        return isKey && body.Tokens[at].Text == name.Column && body.At(at - 2).IsSymbol(")") && IsRow(at - 3) ? TextUse.Field : TextUse.None;
    }

    private bool IsRow(int at)
    {
        if (!body.At(at - 1).IsSymbol("(") || !body.At(at - 2).IsAny("to_jsonb", "to_json", "row_to_json", "hstore"))
            return false;
        var row = body.At(at);
        if (row.IsAny("NEW", "OLD"))
            return text.IsTrigger;
        return sources.Qualified(body.Scopes[at], null, row) is { } source ? sources.IsOurs(source) : sources.HoldsRows(row);
    }

    // A star that only fills variables, or that EXISTS looks through, does not mind.
    private TextUse Star(int at)
    {
        var scope = body.Scopes[at];
        if (scope is null || scope.IsExistence || scope.Filled.Count > 0)
            return TextUse.None;
        if (body.At(at - 1).IsSymbol("."))
        {
            var whole = sources.Qualified(scope, null, body.At(at - 2)) is { } source && sources.IsOurs(source);
            return whole && (text.GivesRows || scope.GivesRows) ? TextUse.AllColumns : TextUse.None;
        }

        var isList = body.At(at - 1).IsAny("SELECT", "DISTINCT", "ALL") || body.At(at - 1).IsSymbol(",");
        var isOutermost = scope.Parent is null && !body.At(at - 2).IsSymbol("(");
        return isList && (scope.GivesRows || (text.GivesRows && isOutermost)) && scope.Sources.Exists(sources.IsOurs)
            ? TextUse.AllColumns
            : TextUse.None;
    }
}
