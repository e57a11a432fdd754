using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Infrastructure;

/// <summary>
/// Lets the migrator show EF Core what is applied. A hidden migration is neither applied nor reverted, which is the only way to leave a
/// contract out without losing the migrations that follow it.
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
    /// <exception cref="HistoryChangedException">EF Core is about to run a migration that it was shown as applied.</exception>
    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        if (_visible.Value is not null)
            throw new HistoryChangedException();
        var migration = inner.CreateMigration(migrationClass, activeProvider);
        if (migrationClass.GetCustomAttribute<PhaseAttribute>() is { } phase)
            HandWrittenSql.Require(migration, migrationClass.Name, phase.Phase);
        return migration;
    }

    /// <summary>
    /// Shows only what is applied to whoever asks within the same flow, until disposed: EF Core has nothing to run then. The target is left
    /// out, because EF Core makes it even where it runs nothing.
    /// </summary>
    public IDisposable ShowApplied(IReadOnlySet<string> applied, string? targetId)
    {
        _visible.Value = applied.Where(id => !string.Equals(id, targetId, StringComparison.OrdinalIgnoreCase)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new Restore(_visible);
    }

    private sealed class Restore(AsyncLocal<IReadOnlySet<string>?> visible) : IDisposable
    {
        public void Dispose() => visible.Value = null;
    }
}

/// <summary>What was applied a moment ago is not any more: somebody takes it back at the same time.</summary>
internal sealed class HistoryChangedException : Exception;
