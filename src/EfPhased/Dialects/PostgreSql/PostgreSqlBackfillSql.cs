namespace EfPhased.Dialects.PostgreSql;

internal sealed class PostgreSqlBackfillSql(SqlWriter writer) : BackfillSql(writer)
{
    private readonly PostgreSqlPlaces _places = new(writer);

    public override bool IsPlace(IReadOnlyList<KeyColumn> key) => key is [{ Name: PostgreSqlPlaces.Column }];

    public override string KeyText(IReadOnlyList<KeyColumn> key) => Text(key.Select(k => Writer.Column(k.Name)));

    // Whatever can be in a unique index has an order, and every type has a text form that it reads again.
    public override bool IsSupported(KeyColumn column) => true;

    public override string? PlaceProblem(string table, string? schema) => _places.Problem(table, schema);

    public override string PlaceMark(string table, string? schema) => _places.Mark(table, schema);

    public override string WrittenSinceMark => PostgreSqlPlaces.WrittenSince("@since");

    public override string LastKey(string table, string? schema, IReadOnlyList<KeyColumn> key)
        => IsPlace(key) ? $"SELECT {Text(["place"])} FROM (SELECT {_places.End(table, schema)} AS place) AS heap WHERE place IS NOT NULL" : base.LastKey(table, schema, key);

    public override string EndOfChunk(string table, string? schema, IReadOnlyList<KeyColumn> key, bool after, bool upTo, int rows)
        => IsPlace(key) && upTo
            ? $"SELECT {Text(["place"])} FROM ({_places.EndOfChunk(table, schema, after ? Values(key, 'a') : null, Values(key, 'z'), rows.ToString(System.Globalization.CultureInfo.InvariantCulture))}) AS found"
            : base.EndOfChunk(table, schema, key, after, upTo, rows);

    // Row values are index conditions here.
    protected override string After(IReadOnlyList<KeyColumn> key) => $"({Columns(key)}) > ({Values(key, 'a')})";

    protected override string UpTo(IReadOnlyList<KeyColumn> key) => $"({Columns(key)}) <= ({Values(key, 'z')})";

    private static string Text(IEnumerable<string> columns) => $"json_build_array({string.Join(", ", columns.Select(c => c + "::text"))})::text";

    private string Columns(IReadOnlyList<KeyColumn> key) => Writer.Columns(key.Select(k => k.Name));

    private static string Values(IReadOnlyList<KeyColumn> key, char prefix)
        => string.Join(", ", key.Select((k, i) => FormattableString.Invariant($"CAST(@{prefix}{i} AS {k.Type})")));
}
