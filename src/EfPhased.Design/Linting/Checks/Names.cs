using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Checks;

/// <summary>Names that the server takes for shorter ones or for the same one.</summary>
internal static class Names
{
    public static IEnumerable<Finding> Check(LintedMigration migration, LintScope scope)
    {
        var groups = new Dictionary<(string Kind, string Cut), (string Name, LintedStep Step)>();
        foreach (var (kind, name, step) in migration.Steps.SelectMany(s => Named(s.Operation).Select(n => (n.Kind, n.Name, s))))
        {
            if (scope.Dialect.IsTooLong(name))
            {
                yield return CheckRule.LongName.Of(
                    migration, step, scope.IsPostgreSql
                        ? $"'{name}' has {scope.Dialect.LengthOf(name)} bytes, and PostgreSQL keeps {scope.Dialect.MaxIdentifierLength} of them"
                        : $"'{name}' has {scope.Dialect.LengthOf(name)} characters, and the server takes {scope.Dialect.MaxIdentifierLength}", scope.Positions);
            }

            var key = (kind, scope.Dialect.StartOf(name).ToUpperInvariant());
            if (groups.TryGetValue(key, out var other) && other.Name != name)
            {
                yield return CheckRule.NamesOfOneKind.Of(
                    migration, step, scope.Dialect.StartOf(name) == scope.Dialect.StartOf(other.Name)
                        ? $"'{name}' and '{other.Name}' are one name to the server"
                        : $"'{name}' and '{other.Name}' differ only by case; {(scope.IsPostgreSql ? "SQL without quotes finds neither" : "the server takes them for one")}",
                    scope.Positions);
            }

            groups.TryAdd(key, (name, step));
        }
    }

    private static IEnumerable<(string Kind, string Name)> Named(MigrationOperation operation) => operation switch
    {
        CreateTableOperation o => o.Columns.Select(c => ($"column of {o.Schema}.{o.Name}", c.Name)).Append(($"table of {o.Schema}", o.Name)),
        AddColumnOperation o => [($"column of {o.Schema}.{o.Table}", o.Name)],
        RenameColumnOperation o when !string.Equals(o.Name, o.NewName, StringComparison.OrdinalIgnoreCase) => [($"column of {o.Schema}.{o.Table}", o.NewName)],
        RenameTableOperation { NewName: { } name } o when !string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase) => [($"table of {o.NewSchema}", name)],
        CreateIndexOperation o => [($"index of {o.Schema}", o.Name)],
        AddForeignKeyOperation o => [($"constraint of {o.Schema}.{o.Table}", o.Name)],
        AddUniqueConstraintOperation o => [($"constraint of {o.Schema}.{o.Table}", o.Name)],
        AddCheckConstraintOperation o => [($"constraint of {o.Schema}.{o.Table}", o.Name)],
        AddPrimaryKeyOperation o => [($"constraint of {o.Schema}.{o.Table}", o.Name)],
        _ => [],
    };
}
