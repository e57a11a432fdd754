using System.Data.Common;
using System.Text.Json;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// A table and the key along which its rows are visited.
/// </summary>
internal sealed class KeyRange
{
    private readonly DbConnection _connection;
    private readonly RunnerSql _sql;
    private readonly string _table;
    private readonly string? _schema;
    private readonly IReadOnlyList<KeyColumn> _key;

    private KeyRange(DbConnection connection, RunnerSql sql, string table, string? schema, IReadOnlyList<KeyColumn> key)
    {
        _connection = connection;
        _sql = sql;
        _table = table;
        _schema = schema;
        _key = key;
        IsPlace = sql.Backfill.IsPlace(key);
    }

    /// <inheritdoc cref="BackfillSql.IsPlace" />
    public bool IsPlace { get; }

    /// <exception cref="PhasedException">EFP2013 or EFP2022: the table cannot be visited along the key.</exception>
    public static async Task<KeyRange> OpenAsync(
        DbConnection connection, RunnerSql sql, string table, string? schema, IReadOnlyList<string> key, CancellationToken cancel)
    {
        var types = (await connection.RowsAsync(sql.Catalog.ColumnTypes(table, schema, key), cancel))
            .ToDictionary(r => r[0]!, r => r[1]!, StringComparer.OrdinalIgnoreCase);
        var columns = new List<KeyColumn>();
        foreach (var name in key)
        {
            var column = new KeyColumn(name, types.GetValueOrDefault(name) ?? throw Errors.KeyNotSupported(table, name, null));
            columns.Add(sql.Backfill.IsSupported(column) ? column : throw Errors.KeyNotSupported(table, name, column.Type));
        }

        if (sql.Backfill.IsPlace(columns) && sql.Backfill.PlaceProblem(table, schema) is { } question
            && await connection.ScalarAsync(question, cancel) is string problem)
            throw Errors.PlaceNotSupported(table, problem);
        return new KeyRange(connection, sql, table, schema, columns);
    }

    public async Task<IReadOnlyList<string>?> LastKeyAsync(CancellationToken cancel)
        => Parse(await _connection.ScalarAsync(_sql.Backfill.LastKey(_table, _schema, _key), cancel));

    /// <summary>
    /// The end of the chunk of so many rows after a key; null when fewer are left up to <paramref name="end"/>. By where they lie, a chunk
    /// may have fewer.
    /// </summary>
    public async Task<IReadOnlyList<string>?> EndOfChunkAsync(
        IReadOnlyList<string>? after, IReadOnlyList<string>? end, int rows, CancellationToken cancel)
        => Parse(await _connection.ScalarAsync(
            _sql.Backfill.EndOfChunk(_table, _schema, _key, after is not null, end is not null, rows), cancel, Parameters(after, end)));

    /// <summary>Fills the rows of a range that need it.</summary>
    public Task<int> FillAsync(
        IReadOnlyList<BackfillValue> values, IReadOnlyList<string>? after, IReadOnlyList<string>? upTo, CancellationToken cancel)
        => _connection.ExecuteAsync(_sql.Backfill.Fill(_table, _schema, values, Condition(after, upTo)), cancel, Parameters(after, upTo));

    public Task<long> CountAsync(
        string? condition, IReadOnlyList<string>? after, IReadOnlyList<string>? upTo, CancellationToken cancel)
        => _connection.CountAsync(_sql.Backfill.Count(_table, _schema, Condition(after, upTo), condition), cancel, Parameters(after, upTo));

    /// <summary>What tells later which rows have come to lie elsewhere; empty where rows are visited along a key.</summary>
    public async Task<IReadOnlyList<string>> MarkAsync(CancellationToken cancel)
        => IsPlace ? Parse(await _connection.ScalarAsync(_sql.Backfill.PlaceMark(_table, _schema)!, cancel))! : [];

    /// <summary>True when no row that meets a condition can have come to lie behind a visitor who made a mark before he began.</summary>
    public async Task<bool> NoneMovedAsync(string condition, IReadOnlyList<string> mark, CancellationToken cancel)
        => await _connection.CountAsync(_sql.Backfill.Count(_table, _schema, _sql.Backfill.WrittenSinceMark, condition), cancel, ("@since", mark[1])) == 0
            && (await MarkAsync(cancel))[0] == mark[0];

    /// <summary>Some keys of a range whose rows meet a condition, for people.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(
        string condition, IReadOnlyList<string>? after, IReadOnlyList<string>? upTo, int limit, CancellationToken cancel)
    {
        var rows = await _connection.RowsAsync(
            _sql.Backfill.Keys(_table, _schema, _key, Condition(after, upTo), condition, limit), cancel, Parameters(after, upTo));
        return rows.ConvertAll(r => Text(JsonSerializer.Deserialize<List<string>>(r[0]!)!));
    }

    /// <summary>A key for people: <c>Id=5</c>, or <c>(OrderId=5, Line=2)</c>.</summary>
    public string Text(IReadOnlyList<string> values)
    {
        var parts = string.Join(", ", _key.Zip(values, (k, v) => $"{k.Name}={v}"));
        return _key.Count == 1 ? parts : $"({parts})";
    }

    private string Condition(IReadOnlyList<string>? after, IReadOnlyList<string>? upTo)
        => _sql.Backfill.Range(_key, after is not null, upTo is not null);

    private static (string, string?)[] Parameters(IReadOnlyList<string>? after, IReadOnlyList<string>? upTo)
        => [.. Named('a', after), .. Named('z', upTo)];

    private static IEnumerable<(string, string?)> Named(char prefix, IReadOnlyList<string>? values)
        => (values ?? []).Select((v, i) => (FormattableString.Invariant($"@{prefix}{i}"), (string?)v));

    private static List<string>? Parse(object? json) => json switch
    {
        null => null,
        byte[] bytes => JsonSerializer.Deserialize<List<string>>(bytes),
        var text => JsonSerializer.Deserialize<List<string>>((string)text),
    };
}
