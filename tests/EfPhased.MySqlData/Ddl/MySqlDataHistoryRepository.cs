using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Ddl;

internal sealed class MySqlDataHistoryRepository(HistoryRepositoryDependencies dependencies) : HistoryRepository(dependencies)
{
    // Locks are server-wide, so the name carries the database; a name has at most 64 characters.
    private const string LockName = "LEFT(CONCAT('__EFMigrationsLock:', DATABASE()), 64)";

    // Each wait is shorter than a command timeout; the loop around it has no end, as with EF's own providers.
    private const string AcquireSql = $"SELECT GET_LOCK({LockName}, 10);";
    private const string ReleaseSql = $"SELECT RELEASE_LOCK({LockName});";

    public override LockReleaseBehavior LockReleaseBehavior => LockReleaseBehavior.Connection;

    protected override string ExistsSql
        => "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
            + (TableSchema is null ? "DATABASE()" : Literal(TableSchema))
            + $" AND TABLE_NAME = {Literal(TableName)};";

    public override IMigrationsDatabaseLock AcquireDatabaseLock()
    {
        Dependencies.MigrationsLogger.AcquiringMigrationLock();
        var acquire = Dependencies.RawSqlCommandBuilder.Build(AcquireSql);
        while (!IsOne(acquire.ExecuteScalar(Parameters)))
        {
        }

        return CreateLock();
    }

    public override async Task<IMigrationsDatabaseLock> AcquireDatabaseLockAsync(CancellationToken cancellationToken = default)
    {
        Dependencies.MigrationsLogger.AcquiringMigrationLock();
        var acquire = Dependencies.RawSqlCommandBuilder.Build(AcquireSql);
        while (!IsOne(await acquire.ExecuteScalarAsync(Parameters, cancellationToken).ConfigureAwait(false)))
        {
        }

        return CreateLock();
    }

    public override string GetCreateIfNotExistsScript()
        => GetCreateScript().Replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ", StringComparison.Ordinal);

    public override string GetBeginIfNotExistsScript(string migrationId) => BeginIf("NOT EXISTS", migrationId);

    public override string GetBeginIfExistsScript(string migrationId) => BeginIf("EXISTS", migrationId);

    // MariaDB runs control flow outside a routine in a block that is not atomic; the client needs another delimiter around it.
    public override string GetEndIfScript() => "END IF;\nEND //\nDELIMITER ;\n";

    protected override bool InterpretExistsResult(object? value) => IsOne(value);

    private RelationalCommandParameterObject Parameters
        => new(
            Dependencies.Connection, null, null, Dependencies.CurrentContext.Context, Dependencies.CommandLogger, CommandSource.Migrations);

    private MySqlDataMigrationsDatabaseLock CreateLock() => new(this, Dependencies.RawSqlCommandBuilder.Build(ReleaseSql), Parameters);

    private string BeginIf(string condition, string migrationId)
        => $"""
            DELIMITER //
            BEGIN NOT ATOMIC
            IF {condition} (
                SELECT 1 FROM {SqlGenerationHelper.DelimitIdentifier(TableName, TableSchema)}
                WHERE {SqlGenerationHelper.DelimitIdentifier(MigrationIdColumnName)} = {Literal(migrationId)}
            ) THEN

            """;

    private string Literal(string value) => Dependencies.TypeMappingSource.GetMapping(typeof(string)).GenerateSqlLiteral(value);

    private static bool IsOne(object? value)
        => value is not null and not DBNull && Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1;
}
