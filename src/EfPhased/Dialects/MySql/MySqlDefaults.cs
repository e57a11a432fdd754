using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// Changes of a column's default, which are instant (MY-20) where MODIFY with the whole definition may not be.
/// </summary>
internal static class MySqlDefaults
{
    public static bool ChangesOnlyTheDefault(AlterColumnOperation alter)
        => !alter.KeepsDefault()
            && !AnnotationChange.Of(alter).Any()
            && alter.ColumnType == alter.OldColumn.ColumnType
            && alter.IsNullable == alter.OldColumn.IsNullable
            && alter.Collation == alter.OldColumn.Collation
            && alter.Comment == alter.OldColumn.Comment
            && alter.ComputedColumnSql == alter.OldColumn.ComputedColumnSql;

    /// <summary>The new default as SQL; null when there is none any more.</summary>
    public static string? Literal(AlterColumnOperation alter, IRelationalTypeMappingSource types)
    {
        if (alter.DefaultValueSql is { } sql)
            return $"({sql})";
        if (alter.DefaultValue is null)
            return null;

        var mapping = (alter.ColumnType is { } type ? types.FindMapping(alter.DefaultValue.GetType(), type) : null)
            ?? types.GetMapping(alter.DefaultValue.GetType());
        var literal = mapping.GenerateSqlLiteral(alter.DefaultValue);

        // MySQL takes a default of TEXT, BLOB and JSON only as an expression; MariaDB takes both.
        return alter.ColumnType is { } t && (t.EndsWith("text", StringComparison.OrdinalIgnoreCase)
            || t.EndsWith("blob", StringComparison.OrdinalIgnoreCase) || t.Equals("json", StringComparison.OrdinalIgnoreCase))
            ? $"({literal})"
            : literal;
    }
}
