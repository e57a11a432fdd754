using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using MySql.Data.MySqlClient;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataDatabaseCreator(
    RelationalDatabaseCreatorDependencies dependencies,
    MySqlDataConnection connection,
    IRawSqlCommandBuilder commandBuilder)
    : RelationalDatabaseCreator(dependencies)
{
    private const string CountTables =
        "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE';";

    private string DelimitedDatabase
        => Dependencies.SqlGenerationHelper.DelimitIdentifier(
            connection.DbConnection.Database is { Length: > 0 } name
                ? name
                : throw new InvalidOperationException("The connection string names no database. Add 'Database=...' to it."));

    private string CreateSql => $"CREATE DATABASE {DelimitedDatabase} CHARACTER SET utf8mb4;";

    private string DropSql => $"DROP DATABASE IF EXISTS {DelimitedDatabase};";

    public override bool Exists()
    {
        try
        {
            connection.Open(errorsExpected: true);
            connection.Close();
            return true;
        }
        catch (MySqlException exception) when (IsUnknownDatabase(exception))
        {
            return false;
        }
    }

    public override async Task<bool> ExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await connection.OpenAsync(cancellationToken, errorsExpected: true).ConfigureAwait(false);
            await connection.CloseAsync().ConfigureAwait(false);
            return true;
        }
        catch (MySqlException exception) when (IsUnknownDatabase(exception))
        {
            return false;
        }
    }

    public override bool HasTables()
        => IsPositive(commandBuilder.Build(CountTables).ExecuteScalar(Parameters(connection)));

    public override async Task<bool> HasTablesAsync(CancellationToken cancellationToken = default)
        => IsPositive(
            await commandBuilder.Build(CountTables).ExecuteScalarAsync(Parameters(connection), cancellationToken).ConfigureAwait(false));

    public override void Create() => ExecuteOnServer(CreateSql);

    public override Task CreateAsync(CancellationToken cancellationToken = default) => ExecuteOnServerAsync(CreateSql, cancellationToken);

    public override void Delete()
    {
        ExecuteOnServer(DropSql);
        ClearPool();
    }

    public override async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        await ExecuteOnServerAsync(DropSql, cancellationToken).ConfigureAwait(false);
        ClearPool();
    }

    private void ExecuteOnServer(string sql)
    {
        using var server = connection.CreateMasterConnection();
        commandBuilder.Build(sql).ExecuteNonQuery(Parameters(server));
    }

    private async Task ExecuteOnServerAsync(string sql, CancellationToken cancellationToken)
    {
        var server = connection.CreateMasterConnection();
        await using (server.ConfigureAwait(false))
            await commandBuilder.Build(sql).ExecuteNonQueryAsync(Parameters(server), cancellationToken).ConfigureAwait(false);
    }

    // Pooled sessions of a dropped database would come back without a current database.
    private void ClearPool() => MySqlConnection.ClearPool((MySqlConnection)connection.DbConnection);

    private RelationalCommandParameterObject Parameters(IRelationalConnection on)
        => new(on, null, null, Dependencies.CurrentContext.Context, Dependencies.CommandLogger, CommandSource.Migrations);

    private static bool IsUnknownDatabase(MySqlException exception)
        => exception.Number == (int)MySqlErrorCode.UnknownDatabase
            || exception.InnerException is MySqlException { Number: (int)MySqlErrorCode.UnknownDatabase };

    private static bool IsPositive(object? count) => Convert.ToInt64(count, System.Globalization.CultureInfo.InvariantCulture) > 0;
}
