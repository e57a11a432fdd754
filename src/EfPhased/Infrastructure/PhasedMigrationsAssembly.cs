using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Infrastructure;

/// <summary>
/// Lets the migrator show EF Core a selection of the migrations. A hidden migration is neither applied nor reverted, which is
/// the only way to leave a contract out without losing the migrations that follow it.
/// </summary>
internal sealed class PhasedMigrationsAssembly(IMigrationsAssembly inner) : IMigrationsAssembly
{
    private readonly AsyncLocal<IReadOnlySet<string>?> _visible = new();

    public IReadOnlyDictionary<string, TypeInfo> Migrations
        => _visible.Value is { } visible
            ? inner.Migrations.Where(m => visible.Contains(m.Key)).ToDictionary(m => m.Key, m => m.Value)
            : inner.Migrations;

    public IReadOnlyDictionary<string, TypeInfo> AllMigrations => inner.Migrations;

    public ModelSnapshot? ModelSnapshot => inner.ModelSnapshot;

    public Assembly Assembly => inner.Assembly;

    public string? FindMigrationId(string nameOrId) => inner.FindMigrationId(nameOrId);

    /// <exception cref="PhasedException">EFP2060 or EFP2061: it has raw SQL that is not labelled, or for another phase.</exception>
    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = inner.CreateMigration(migrationClass, activeProvider);
        if (migrationClass.GetCustomAttribute<PhaseAttribute>() is { } phase)
            HandWrittenSql.Require(migration, migrationClass.Name, phase.Phase);
        return migration;
    }

    /// <summary>Shows only the given migrations to whoever asks within the same flow, until disposed.</summary>
    public IDisposable ShowOnly(IReadOnlySet<string> ids)
    {
        _visible.Value = ids;
        return new Restore(_visible);
    }

    private sealed class Restore(AsyncLocal<IReadOnlySet<string>?> visible) : IDisposable
    {
        public void Dispose() => visible.Value = null;
    }
}
