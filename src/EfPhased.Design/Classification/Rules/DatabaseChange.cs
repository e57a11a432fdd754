using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Classification.Rules;

/// <summary>
/// One annotation of the database that changes: <c>Npgsql:Enum:mood</c> from one list of values to another.
/// </summary>
/// <param name="Kind">What it is about, such as Enum.</param>
/// <param name="Name">Which one.</param>
internal sealed record DatabaseChange(string Kind, string Name, string? Old, string? New)
{
    public static IEnumerable<DatabaseChange> Of(AlterDatabaseOperation operation)
    {
        var before = Values(operation.OldDatabase);
        var after = Values(operation);
        return before.Keys.Union(after.Keys)
            .Where(n => before.GetValueOrDefault(n) != after.GetValueOrDefault(n) && n.Split(':') is [_, _, _, ..])
            .Select(n => new DatabaseChange(n.Split(':')[1], n.Split(':', 3)[2], before.GetValueOrDefault(n), after.GetValueOrDefault(n)));
    }

    private static Dictionary<string, string?> Values(IAnnotatable annotatable)
        => annotatable.GetAnnotations().ToDictionary(a => a.Name, a => a.Value?.ToString());
}
