using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Tells columns that the server numbers, by the annotation that every provider has for it.
/// </summary>
internal static class ServerNumbering
{
    public static bool IsServerNumbered(this ColumnOperation operation) => operation.GetAnnotations().Any(Says);

    // Npgsql: SerialColumn, IdentityAlwaysColumn, IdentityByDefaultColumn; Pomelo: IdentityColumn (ComputedColumn is a row version).
    // Migrations of EF Core 1 wrote a bool.
    public static bool Says(IAnnotation annotation)
        => (annotation.Name.EndsWith(":ValueGenerationStrategy", StringComparison.Ordinal)
                && (annotation.Value?.ToString() is { } strategy && (strategy.Contains("Identity", StringComparison.Ordinal) || strategy == "SerialColumn")))
            || annotation is { Name: "Npgsql:ValueGeneratedOnAdd" or "Npgsql:Serial" or "MySql:ValueGeneratedOnAdd", Value: true };
}
