using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Backfills.Throttling;

/// <summary>
/// A query's value.
/// </summary>
internal sealed class SqlSignal : Signal
{
    private readonly SignalSql _sql;
    private readonly Func<Func<DbConnection, Task<Reading>>, CancellationToken, Task<Reading>> _ask;

    public SqlSignal(SignalSql sql, Func<Func<DbConnection, Task<Reading>>, CancellationToken, Task<Reading>> ask, bool required)
        : base(sql.Name)
    {
        _sql = sql;
        _ask = ask;
        Unit = sql.Unit;
        WarnsOnly = sql.WarnsOnly;
        IsRequired = required;
    }

    public override async Task<string?> PrepareAsync(CancellationToken cancel)
    {
        try
        {
            if (_sql.MayRead is { } mayRead
                && (await _ask(async c => new Reading(await c.IsTrueAsync(mayRead, cancel) ? 1 : 0), cancel)).Value == 0)
                return $"the database user lacks a right; an administrator gives it: {await AskGrantAsync(cancel)}";
            var start = await ReadAsync(cancel);
            Limit = _sql.Limit ?? Math.Max(_sql.LeastLimit, await AskLimitAsync(cancel) ?? _sql.LimitFactor * start.Value);
            if (_sql.SlowsAt is { } share)
                SlowsAbove = share * Limit;
            return null;
        }
        catch (DbException e)
        {
            return e.Message;
        }
    }

    public override Task<Reading> ReadAsync(CancellationToken cancel) => _ask(c => ReadAsync(c, cancel), cancel);

    private async Task<string?> AskGrantAsync(CancellationToken cancel)
        => (await _ask(async c => new Reading(0, Convert.ToString(await c.ScalarAsync(_sql.Grant!, cancel), CultureInfo.InvariantCulture)), cancel)).Detail;

    private async Task<double?> AskLimitAsync(CancellationToken cancel)
        => _sql.LimitQuery is { } query && (await _ask(
            async c => new Reading(Number(await c.ScalarAsync(query, cancel)) ?? double.NaN), cancel)).Value is var limit && !double.IsNaN(limit)
            ? limit
            : null;

    private async Task<Reading> ReadAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = _sql.Query;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        double? worst = null;
        string? detail = null;
        var any = false;
        while (await reader.ReadAsync(cancel))
        {
            any = true;
            var column = _sql.Columns.Count == 0 ? _sql.Column : Place(reader);
            var value = Number(reader.GetValue(column)) ?? (_sql.NullIsBad ? double.PositiveInfinity : 0);
            if (worst is null || value > worst)
                (worst, detail) = (value, _sql.WarnsOnly && reader.FieldCount > 1 ? Convert.ToString(reader.GetValue(1), CultureInfo.InvariantCulture) : null);
        }

        return any ? new Reading(worst ?? 0, detail) : new Reading(_sql.NullIsBad ? double.PositiveInfinity : 0, _sql.NullIsBad ? "it is no replica" : null);
    }

    private int Place(DbDataReader reader)
        => Enumerable.Range(0, reader.FieldCount).First(i => _sql.Columns.Contains(reader.GetName(i), StringComparer.OrdinalIgnoreCase));

    private static double? Number(object? value) => value is null or DBNull ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
