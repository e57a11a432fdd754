using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Journals;

/// <summary>
/// How far a comparison of old and new has come without finding a difference, so that one that was interrupted on a large table goes
/// on instead of beginning anew.
/// </summary>
internal sealed class VerificationJournal(DbConnection connection, RunnerSql sql)
{
    // What was compared longer ago is compared again: the shim has kept it, but nobody has looked.
    private const int MinutesKept = 60;

    /// <summary>The last key up to which nothing differed; null to begin at the first row.</summary>
    public async Task<IReadOnlyList<string>?> FindAsync(string change, RowAgreement agreement, CancellationToken cancel)
        => await connection.ScalarAsync(
            $"SELECT last_key FROM {sql.Verifications} WHERE change_name = @change AND hash = @hash "
            + FormattableString.Invariant($"AND {sql.SecondsSince("started_at")} < {MinutesKept * 60}"),
            cancel, ("@change", change), ("@hash", Hash(agreement))) is string json
            ? JsonSerializer.Deserialize<List<string>>(json)
            : null;

    public async Task AdvanceAsync(string change, RowAgreement agreement, IReadOnlyList<string> lastKey, CancellationToken cancel)
    {
        (string, string?)[] parameters = [("@change", change), ("@hash", Hash(agreement)), ("@key", JsonSerializer.Serialize(lastKey))];
        if (await connection.ExecuteAsync($"UPDATE {sql.Verifications} SET last_key = @key WHERE change_name = @change AND hash = @hash", cancel, parameters) == 0)
        {
            await connection.ExecuteAsync(
                $"INSERT INTO {sql.Verifications} (change_name, hash, table_name, last_key, started_at) VALUES (@change, @hash, @table, @key, {sql.Now})",
                cancel, [.. parameters, ("@table", agreement.Table)]);
        }
    }

    /// <summary>The comparison has ended, or must begin anew.</summary>
    public Task ForgetAsync(string change, RowAgreement agreement, CancellationToken cancel)
        => connection.ExecuteAsync(
            $"DELETE FROM {sql.Verifications} WHERE change_name = @change AND hash = @hash", cancel, ("@change", change), ("@hash", Hash(agreement)));

    private static string Hash(RowAgreement agreement)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(agreement))));
}
