namespace EfPhased.Gates.Sql;

/// <summary>
/// Which tables, aliases and variables of a body stand for the table that goes.
/// </summary>
internal sealed class SourceNames
{
    private readonly SqlBody _body;
    private readonly ProgramText _text;
    private readonly SearchedName _name;
    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherRows = new(StringComparer.Ordinal);

    public SourceNames(SqlBody body, ProgramText text, SearchedName name)
    {
        (_body, _text, _name) = (body, text, name);
        IsMentioned = body.Tokens.Where((_, i) => IsTable(i)).Any();
        foreach (var (start, end) in body.Statements)
            FindVariables(start, end);
    }

    /// <summary>The table's name stands somewhere in the code.</summary>
    public bool IsMentioned { get; }

    /// <summary>True where the source is the table itself.</summary>
    public bool IsOurs(SqlSource source)
        => source.Name is { } table && _body.Flavor.Same(table, _name.Table)
            && (source.Schema is { } schema ? _body.Flavor.Same(schema, _name.Schema) : _text.FindsTable);

    /// <summary>True where another table could own a column of the name.</summary>
    public bool IsNamesake(SqlSource source)
        => source.Name is { } table && !IsOurs(source) && _name.Namesakes.Any(n => _body.Flavor.Same(table, n));

    /// <summary>True where the token, with what stands before it, is the table's name.</summary>
    public bool IsTable(int at)
    {
        if (!_body.At(at).IsName || !_body.Flavor.Same(_body.Tokens[at], _name.Table))
            return false;
        return _body.At(at - 1).IsSymbol(".") && _body.At(at - 2).IsName ? _body.Flavor.Same(_body.Tokens[at - 2], _name.Schema) : _text.FindsTable;
    }

    /// <summary>The source that a qualifier means; null when it is none that the block knows.</summary>
    public SqlSource? Qualified(SqlScope? scope, SqlToken? schema, SqlToken qualifier)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            var source = scope.Sources.Find(s => s.Alias is { } alias
                ? schema is null && Equal(alias, qualifier)
                : s.Name is { } table && Equal(table, qualifier) && (schema is not { } q || s.Schema is not { } own || Equal(q, own)));
            if (source is not null)
                return source;
        }

        return null;
    }

    /// <summary>A variable that holds a row of the table.</summary>
    public bool HoldsRows(SqlToken variable) => _rows.Contains(_body.Flavor.Key(variable));

    /// <summary>A variable that is filled from other tables alone.</summary>
    public bool HoldsOtherRows(SqlToken variable) => !HoldsRows(variable) && _otherRows.Contains(_body.Flavor.Key(variable));

    private bool Equal(SqlToken one, SqlToken other) => _body.Flavor.Key(one) == _body.Flavor.Key(other);

    private void FindVariables(int start, int end)
    {
        var scopes = _body.Scopes[start..end].Where(s => s is not null).Distinct().ToList();
        var ours = scopes.Any(s => s.Sources.Any(IsOurs));
        foreach (var variable in scopes.SelectMany(s => s.Filled))
            (ours ? _rows : _otherRows).Add(_body.Flavor.Key(variable));

        // r "People"%ROWTYPE; r "People";
        var type = start + 1;
        if (!_body.At(start).IsName || !_body.At(type).IsName)
            return;
        while (_body.At(type + 1).IsSymbol(".") && type + 2 < end)
            type += 2;
        if (type < end && IsTable(type))
            _rows.Add(_body.Flavor.Key(_body.Tokens[start]));
        else if (_body.At(type + 1).IsSymbol("%"))
            _otherRows.Add(_body.Flavor.Key(_body.Tokens[start]));
    }
}
