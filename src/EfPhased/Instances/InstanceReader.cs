using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Instances;

/// <summary>
/// Reads who works with the database.
/// </summary>
internal sealed class InstanceReader(DbConnection connection, RunnerSql sql)
{
    /// <summary>False where no run has created the tables, or no instance has ever registered.</summary>
    public async Task<bool> HasRegisteredAsync(CancellationToken cancel)
    {
        foreach (var table in InstanceSql.TableNames)
        {
            if (!await connection.IsTrueAsync(sql.Catalog.TableExists(table, sql.Schema), cancel))
                return false;
        }

        return await connection.CountAsync(sql.Instances.AnyModel, cancel) > 0;
    }

    /// <param name="policy">What counts as alive.</param>
    /// <param name="pending">What each change that is not contracted yet removes.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<InstanceList> ReadAsync(
        InstancePolicy policy, IReadOnlyList<(string Change, IReadOnlyList<RemovedObject> Removes)> pending, CancellationToken cancel)
    {
        if (!await HasRegisteredAsync(cancel))
            return new InstanceList(false, [], [], null);

        var mapped = (await connection.RowsAsync(sql.Instances.MappedByFingerprint, cancel)).ToLookup(r => r[0]!, r => r[1]!);
        var rows = await connection.RowsAsync(sql.Instances.All, cancel);
        var instances = rows.ConvertAll(r => Instance(r, policy, HeldBack(mapped[r[9]!], pending)));
        return new InstanceList(true, instances, await UntaggedAsync(policy, cancel), await HiddenAsync(cancel));
    }

    public async Task<IReadOnlyList<UntaggedClient>> UntaggedAsync(InstancePolicy policy, CancellationToken cancel)
        => (await connection.RowsAsync(sql.Instances.Untagged(policy), cancel))
            .ConvertAll(r => new UntaggedClient(r[0] ?? "", r[1] ?? "", r[2] ?? "", int.Parse(r[3]!, CultureInfo.InvariantCulture), r[4] ?? "?"));

    public async Task<string?> HiddenAsync(CancellationToken cancel)
        => (await connection.RowsAsync(sql.Instances.Hidden, cancel)).Select(r => r[0]).FirstOrDefault();

    private static IReadOnlyList<string> HeldBack(
        IEnumerable<string> mapped, IReadOnlyList<(string Change, IReadOnlyList<RemovedObject> Removes)> pending)
        => [.. pending.Where(p => p.Removes.Any(r => mapped.Any(m => m.Contains(ModelShape.Entry(r), StringComparison.Ordinal)))).Select(p => p.Change)];

    private static LiveInstance Instance(string?[] row, InstancePolicy policy, IReadOnlyList<string> heldBack)
    {
        var silence = TimeSpan.FromSeconds(Math.Max(0, long.Parse(row[12]!, CultureInfo.InvariantCulture)));
        return new LiveInstance
        {
            Id = row[0]!,
            Application = row[1]!,
            Version = row[2]!,
            Context = row[3]!,
            Host = row[4]!,
            ProcessId = int.Parse(row[5]!, CultureInfo.InvariantCulture),
            Client = row[6],
            User = row[7]!,
            LastMigration = row[8],
            Fingerprint = row[9]!,
            StartedAt = DateTimeOffset.Parse(row[10]!, CultureInfo.InvariantCulture),
            LastSeenAt = DateTimeOffset.Parse(row[11]!, CultureInfo.InvariantCulture),
            Silence = silence,
            IsAlive = silence < policy.Window || silence < 2 * TimeSpan.FromSeconds(int.Parse(row[14]!, CultureInfo.InvariantCulture)),
            IsTagged = row[13] == "1",
            HoldsBack = heldBack,
        };
    }
}
