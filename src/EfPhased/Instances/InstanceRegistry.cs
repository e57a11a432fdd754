using System.Collections.Concurrent;
using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Instances;

/// <summary>
/// The instances of this process: one for each context type and database, whatever the number of contexts.
/// </summary>
internal static class InstanceRegistry
{
    // The end of a process must not wait for a database that does not answer.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<(IModel Model, string? ConnectionString), InstanceRegistration> ByString = new();
    private static readonly ConcurrentDictionary<(Type Context, string Server, string Database), InstanceRegistration> ByDatabase = new();

    static InstanceRegistry() => AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAllAsync().Wait(StopTime);

    /// <param name="context">The context whose connection has opened.</param>
    /// <param name="connectionString">The context's own connection string; null where it has none.</param>
    /// <param name="connection">The open connection.</param>
    /// <param name="isTagged">True where the connection's sessions carry the model's tag.</param>
    public static InstanceRegistration Find(DbContext context, string? connectionString, DbConnection connection, bool isTagged)
        => ByString.TryGetValue((context.Model, connectionString), out var known)
            ? known
            : ByString.GetOrAdd((context.Model, connectionString), FindByDatabase(context, connection, isTagged));

    /// <summary>Takes the process's instances out of their databases, as an orderly stop does.</summary>
    public static Task StopAllAsync() => StopAsync(_ => true);

    /// <summary>The same for one database; the next connection to it registers anew.</summary>
    public static Task StopAsync(string database) => StopAsync(key => key.Database == database);

    private static async Task StopAsync(Func<(Type Context, string Server, string Database), bool> isMeant)
    {
        var stopped = new List<InstanceRegistration>();
        foreach (var key in ByDatabase.Keys.Where(isMeant))
        {
            if (ByDatabase.TryRemove(key, out var registration))
                stopped.Add(registration);
        }

        foreach (var entry in ByString.Where(e => stopped.Contains(e.Value)))
            ByString.TryRemove(entry);
        await Task.WhenAll(stopped.Select(r => r.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private static InstanceRegistration FindByDatabase(DbContext context, DbConnection connection, bool isTagged)
        => ByDatabase.GetOrAdd(
            (context.GetType(), connection.DataSource, connection.Database),
            static (_, c) => Create(c.context, c.isTagged), (context, isTagged));

    private static InstanceRegistration Create(DbContext context, bool isTagged)
    {
        var contextOptions = context.GetService<IDbContextOptions>();
        var options = contextOptions.FindExtension<PhasedOptionsExtension>()?.Instance
            ?? throw new InvalidOperationException("RegisterInstance() was not called.");
        var dialect = Dialect.For(context.Database.ProviderName);
        var writer = dialect.CreateWriter(context.GetService<ISqlGenerationHelper>(), context.GetService<IRelationalTypeMappingSource>());
        var sql = dialect.CreateRunnerSql(writer, RelationalOptionsExtension.Extract(contextOptions).MigrationsHistoryTableSchema);
        var logger = InstanceLog.For(context);
        if (!isTagged)
            InstanceLog.Untagged(logger, context.GetType().Name);
        return new InstanceRegistration(InstanceIdentity.Of(context, options.Name, isTagged), sql.Instances, options.Interval, logger);
    }
}
