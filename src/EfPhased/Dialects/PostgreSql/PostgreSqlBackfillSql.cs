namespace EfPhased.Dialects.PostgreSql;

internal sealed class PostgreSqlBackfillSql(SqlWriter writer) : BackfillSql(writer)
{
    public override string KeyText(IReadOnlyList<KeyColumn> key)
        => $"json_build_array({string.Join(", ", key.Select(k => Writer.Column(k.Name) + "::text"))})::text";

    // Whatever can be in a unique index has an order, and every type has a text form that it reads again.
    public override bool IsSupported(KeyColumn column) => true;

    // Row values are index conditions here.
    protected override string After(IReadOnlyList<KeyColumn> key) => $"({Columns(key)}) > ({Values(key, 'a')})";

    protected override string UpTo(IReadOnlyList<KeyColumn> key) => $"({Columns(key)}) <= ({Values(key, 'z')})";

    private string Columns(IReadOnlyList<KeyColumn> key) => Writer.Columns(key.Select(k => k.Name));

    private static string Values(IReadOnlyList<KeyColumn> key, char prefix)
        => string.Join(", ", key.Select((k, i) => FormattableString.Invariant($"CAST(@{prefix}{i} AS {k.Type})")));
}
