using EfPhased.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfPhased;

/// <summary>
/// Settings of <c>UsePhasedMigrations()</c>.
/// </summary>
public sealed class PhasedMigrationsOptionsBuilder
{
    private readonly DbContextOptionsBuilder _options;

    internal PhasedMigrationsOptionsBuilder(DbContextOptionsBuilder options) => _options = options;

    /// <summary>
    /// The size up to which <c>Database.Migrate()</c>, <c>dotnet ef database update</c> and bundles run a backfill themselves;
    /// 100,000 rows by default. On a larger table they stop before the backfill and name the command to run.
    /// </summary>
    /// <param name="rows">Rows, 0 or more.</param>
    public PhasedMigrationsOptionsBuilder MaxUnwatchedRows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var extension = _options.Options.FindExtension<PhasedOptionsExtension>() ?? new();
        ((IDbContextOptionsBuilderInfrastructure)_options).AddOrUpdateExtension(extension.WithMaxUnwatchedRows(rows));
        return this;
    }
}
