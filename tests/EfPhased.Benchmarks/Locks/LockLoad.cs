using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EfPhased.Benchmarks.Backfills;
using EfPhased.Testing.Servers;
using Npgsql;

namespace EfPhased.Benchmarks.Locks;

/// <summary>
/// The application at work on customers and orders, with every wait for a lock as the server measures it: it tells each session itself
/// (log_lock_waits), once it has waited for a millisecond.
/// </summary>
internal sealed partial class LockLoad : IAsyncDisposable
{
    private readonly List<LockWait> _waits = [];
    private readonly ForegroundLoad _load;

    private LockLoad(string connectionString, string customers, int rows)
        => _load = ForegroundLoad.Start(() => OpenAsync(connectionString), (number, random) => Statement(customers, number, random.Next(1, rows + 1)));

    public static LockLoad Start(string connectionString, string customers, int rows) => new(connectionString, customers, rows);

    /// <summary>All waits of more than a millisecond.</summary>
    public async Task<IReadOnlyList<LockWait>> StopAsync()
    {
        await _load.StopAsync();
        return _waits;
    }

    public ValueTask DisposeAsync() => _load.DisposeAsync();

    private static string Statement(string customers, int number, int key) => (number % 4) switch
    {
        0 => $"SELECT \"Email\" FROM \"{customers}\" WHERE \"Id\" = {key}",
        1 => $"UPDATE \"{customers}\" SET \"{LockChange.Counter}\" = \"{LockChange.Counter}\" + 1 WHERE \"Id\" = {key}",
        2 => $"SELECT c.\"Email\", o.\"Amount\" FROM \"Orders\" o JOIN \"{customers}\" c ON c.\"Id\" = o.\"BuyerId\" WHERE o.\"Id\" = {key}",
        _ => $"UPDATE \"Orders\" SET \"Amount\" = \"Amount\" + 1 WHERE \"Id\" = {key}",
    };

    private async Task<DbConnection> OpenAsync(string connectionString)
    {
        NpgsqlConnection connection = new(connectionString);
        connection.Notice += (_, e) => Note(e.Notice.MessageText);
        await connection.OpenAsync();
        await connection.ExecuteAsync("SET lc_messages = 'C'; SET log_lock_waits = on; SET deadlock_timeout = '1ms'; SET client_min_messages = log");
        return connection;
    }

    // process 71 acquired RowExclusiveLock on relation 16384 of database 5 after 12.345 ms
    private void Note(string message)
    {
        if (Acquired().Match(message) is not { Success: true } match)
            return;
        var took = TimeSpan.FromMilliseconds(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        lock (_waits)
            _waits.Add(new LockWait(Stopwatch.GetTimestamp() - (long)(took.TotalSeconds * Stopwatch.Frequency), took));
    }

    [GeneratedRegex(@"^process \d+ acquired .* after ([\d.]+) ms$")]
    private static partial Regex Acquired();
}
