using EfPhased.Infrastructure;
using EfPhased.Instances;
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
        return With(e => e.WithMaxUnwatchedRows(rows));
    }

    /// <summary>
    /// Lets the contract gate see which version each process of the application runs: the process tags its sessions with its model
    /// (<c>application_name</c> on PostgreSQL, the connection attribute <c>program_name</c> with MySqlConnector) and keeps a row in
    /// <c>__EFPhasedInstance</c>, which it removes when it stops. A contract is refused while a process is alive whose model still maps
    /// what goes. A failure is logged once and never reaches the application. Design-time tools do not register.
    /// </summary>
    /// <param name="interval">How often a process says that it is alive: a minute by default, and not more often than that.</param>
    /// <param name="name">The application's name in lists; that of its entry assembly by default.</param>
    public PhasedMigrationsOptionsBuilder RegisterInstance(TimeSpan? interval = null, string? name = null)
    {
        if (interval < InstanceOptions.DefaultInterval)
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "A process says that it is alive at most once a minute.");
        return With(e => e.WithInstance(new InstanceOptions(interval ?? InstanceOptions.DefaultInterval, name)));
    }

    private PhasedMigrationsOptionsBuilder With(Func<PhasedOptionsExtension, PhasedOptionsExtension> change)
    {
        var extension = _options.Options.FindExtension<PhasedOptionsExtension>() ?? new();
        ((IDbContextOptionsBuilderInfrastructure)_options).AddOrUpdateExtension(change(extension));
        return this;
    }
}
