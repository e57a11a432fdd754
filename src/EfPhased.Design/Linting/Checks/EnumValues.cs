using EfPhased.Dialects;
using EfPhased.References.Sql;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Checks;

/// <summary>PostgreSQL: a value that is added to an enum cannot be used before the transaction has committed (55P04).</summary>
internal static class EnumValues
{
    public static IEnumerable<Finding> Check(LintedMigration migration, LintScope scope)
    {
        if (!scope.IsPostgreSql || migration.Code.Phase is not null)
            yield break;
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in migration.Steps)
        {
            if (step.IsOutsideTransaction)
                values.Clear();
            else if (values.FirstOrDefault(v => Uses(step, v)) is { } used)
                yield return CheckRule.EnumValueUsed.Of(migration, step, $"'{used}' was added to its enum in the same transaction (55P04)", scope.Positions);
            else
                values.UnionWith(Added(step));
        }
    }

    private static IEnumerable<string> Added(LintedStep step)
    {
        if (step.Operation is AlterDatabaseOperation alter)
        {
            return AnnotationChange.Of(alter)
                .Where(c => c is { IsEnum: true, Old: not null, New: not null })
                .SelectMany(c => c.Labels.Added);
        }

        return step.Statement is { } statement && statement.StartsWith("ALTER", "TYPE") && statement.Contains("ADD") && statement.Contains("VALUE")
            ? statement.Tokens.Where(t => t.Kind == SqlTokenKind.Literal).Take(1).Select(t => t.Text)
            : [];
    }

    private static bool Uses(LintedStep step, string value) => step switch
    {
        { Statement: { } statement } => !statement.StartsWith("ALTER", "TYPE")
            && statement.Tokens.Any(t => t.Kind == SqlTokenKind.Literal && t.Text == value),
        { Operation: ColumnOperation column } => IsValue(column.DefaultValue, value) || (column.DefaultValueSql?.Contains($"'{value}'", StringComparison.Ordinal) ?? false),
        { Operation: InsertDataOperation insert } => insert.Values.Cast<object?>().Any(v => IsValue(v, value)),
        { Operation: UpdateDataOperation update } => update.Values.Cast<object?>().Any(v => IsValue(v, value)),
        _ => false,
    };

    private static bool IsValue(object? given, string value)
        => given is string text ? text == value
            : given is Enum && string.Equals(given.ToString(), value.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
