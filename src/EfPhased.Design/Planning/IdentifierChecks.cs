using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Names that the server would not take as they are written. PostgreSQL cuts a long one off without an error, and the catalog then
/// has another name than the models.
/// </summary>
internal static class IdentifierChecks
{
    /// <exception cref="PhasedException">EFP4090: a name is too long. EFP4091: two columns differ by case alone.</exception>
    public static void Check(IReadOnlyList<MigrationOperation> operations, IRelationalModel? before, IRelationalModel after, Dialect dialect)
    {
        foreach (var name in operations.SelectMany(Names).Distinct(StringComparer.Ordinal))
        {
            if (dialect.IsTooLong(name))
                throw DesignErrors.LongName(name, dialect.LengthOf(name), dialect.MaxIdentifierLength, dialect.Name);
        }

        // While a change is open, the columns of both models stand side by side. To MySQL they would be one column, and EF Core's
        // differ pairs columns by their names without regard to case on every server.
        foreach (var table in after.Tables)
        {
            var old = before?.FindTable(table.Name, table.Schema)?.Columns.Select(c => c.Name) ?? [];
            var alike = old.Concat(table.Columns.Select(c => c.Name)).Distinct(StringComparer.Ordinal)
                .GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(g => g.Count() > 1 && g.Any(n => operations.Any(o => IsAbout(o, table, n))));
            if (alike is not null)
                throw DesignErrors.SameButForCase(table.Name, [.. alike]);
        }
    }

    private static bool IsAbout(MigrationOperation operation, ITable table, string column) => operation switch
    {
        AddColumnOperation o => o.Name == column && o.Table == table.Name && o.Schema == table.Schema,
        RenameColumnOperation o => o.NewName == column && o.Table == table.Name && o.Schema == table.Schema,
        _ => false,
    };

    private static IEnumerable<string> Names(MigrationOperation operation) => operation switch
    {
        RenameColumnOperation o => [o.Table, o.Name, o.NewName],
        RenameIndexOperation o => [o.Name, o.NewName],
        RenameTableOperation o => [o.Name, .. Given(o.NewName)],
        CreateTableOperation o => [o.Name, .. o.Columns.Select(c => c.Name), .. o.ForeignKeys.Select(f => f.Name), .. o.CheckConstraints.Select(c => c.Name)],
        _ => new[] { OperationKey.Of(operation).Table, OperationKey.Of(operation).Name }.SelectMany(Given),
    };

    private static string[] Given(string? name) => string.IsNullOrEmpty(name) ? [] : [name];
}
