using System.Reflection;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Infrastructure;

/// <summary>
/// A plain migration's SQL as the provider's own migrator makes it, the row of the history among it. A provider may put statements around it
/// that nothing else tells: Pomelo makes the procedures that its SQL for primary keys calls.
/// https://github.com/PomeloFoundation/Pomelo.EntityFrameworkCore.MySql/blob/9.0.0/src/EFCore.MySql/Migrations/Internal/MySqlMigrator.cs
/// </summary>
internal static class ProviderMigrations
{
    /// <param name="migrator">EF Core's, or what the provider makes of it.</param>
    /// <param name="migration">The migration.</param>
    /// <param name="previous">The one before it; null for the first.</param>
    /// <param name="direction">Up or Down.</param>
    /// <returns>Null for a migrator that is not made of EF Core's own.</returns>
    public static IReadOnlyList<MigrationCommand>? Find(IMigrator migrator, Migration migration, Migration? previous, Direction direction)
        => direction == Direction.Up
            ? Call(migrator, "GenerateUpSql", [typeof(Migration)], [migration])
            : Call(migrator, "GenerateDownSql", [typeof(Migration), typeof(Migration)], [migration, previous]);

    // Protected in EF Core 9 and 10; what is public makes a script of it.
    private static IReadOnlyList<MigrationCommand>? Call(IMigrator migrator, string name, Type[] types, object?[] arguments)
        => (IReadOnlyList<MigrationCommand>?)migrator.GetType()
            .GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic, [.. types, typeof(MigrationsSqlGenerationOptions)])
            ?.Invoke(migrator, BindingFlags.DoNotWrapExceptions, null, [.. arguments, MigrationsSqlGenerationOptions.Default], null);
}
