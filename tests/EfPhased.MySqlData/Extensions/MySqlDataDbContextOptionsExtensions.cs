using System.Data.Common;
using EfPhased.MySqlData.Infrastructure;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

public static class MySqlDataDbContextOptionsExtensions
{
    public static DbContextOptionsBuilder UseMySqlData(
        this DbContextOptionsBuilder options,
        string connectionString,
        Action<MySqlDataDbContextOptionsBuilder>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return Use(options, extension => extension.WithConnectionString(connectionString), configure);
    }

    public static DbContextOptionsBuilder UseMySqlData(
        this DbContextOptionsBuilder options,
        DbConnection connection,
        Action<MySqlDataDbContextOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Use(options, extension => extension.WithConnection(connection), configure);
    }

    public static DbContextOptionsBuilder<TContext> UseMySqlData<TContext>(
        this DbContextOptionsBuilder<TContext> options,
        string connectionString,
        Action<MySqlDataDbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseMySqlData((DbContextOptionsBuilder)options, connectionString, configure);

    public static DbContextOptionsBuilder<TContext> UseMySqlData<TContext>(
        this DbContextOptionsBuilder<TContext> options,
        DbConnection connection,
        Action<MySqlDataDbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UseMySqlData((DbContextOptionsBuilder)options, connection, configure);

    private static DbContextOptionsBuilder Use(
        DbContextOptionsBuilder options,
        Func<MySqlDataOptionsExtension, RelationalOptionsExtension> withConnection,
        Action<MySqlDataDbContextOptionsBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(options);

        var extension = options.Options.FindExtension<MySqlDataOptionsExtension>() ?? new MySqlDataOptionsExtension();
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension((MySqlDataOptionsExtension)withConnection(extension));
        configure?.Invoke(new MySqlDataDbContextOptionsBuilder(options));
        return options;
    }
}
