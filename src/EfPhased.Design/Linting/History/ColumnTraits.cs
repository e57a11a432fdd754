using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// What an operation says about a column, also in migrations of EF Core 1, which had other annotations.
/// </summary>
internal static class ColumnTraits
{
    /// <summary>The server numbers the rows.</summary>
    public static bool IsServerNumbered(this ColumnOperation operation) => operation.IsNumbered() || operation.GetAnnotations().Any(IsOld);

    public static bool HasDefault(this ColumnOperation operation) => operation.DefaultValue is not null || operation.DefaultValueSql is not null;

    private static bool IsOld(IAnnotation annotation)
        => annotation is { Name: "Npgsql:ValueGeneratedOnAdd" or "Npgsql:Serial" or "MySql:ValueGeneratedOnAdd", Value: true };
}
