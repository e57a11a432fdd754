using System.Data.Common;
using EfPhased.MySqlData.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MySql.Data.MySqlClient;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataConnection(RelationalConnectionDependencies dependencies) : RelationalConnection(dependencies)
{
    /// <summary>
    /// A connection to the same server with no database chosen, to create or drop the database from.
    /// </summary>
    public MySqlDataConnection CreateMasterConnection()
    {
        var connectionString = new MySqlConnectionStringBuilder(GetValidatedConnectionString()) { Database = "", Pooling = false };
        var options = new DbContextOptionsBuilder()
            .UseMySqlData(connectionString.ConnectionString, o => o.CommandTimeout(CommandTimeout))
            .Options;
        return new MySqlDataConnection(Dependencies with { ContextOptions = options });
    }

    protected override DbConnection CreateDbConnection()
        => new MySqlConnection(
            new MySqlConnectionStringBuilder(GetValidatedConnectionString())
            {
                // ROW_COUNT() must count the rows an UPDATE found, or writing the same value again looks like a lost update.
                UseAffectedRows = false,
                AllowUserVariables = true,

                // The driver never returns from an asynchronous command that passes its timeout.
                DefaultCommandTimeout = 0,
            }.ConnectionString);
}
