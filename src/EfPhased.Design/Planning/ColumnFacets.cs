using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Operations made from a column of a model, where no diff has them because the state lasts only for a few steps.
/// </summary>
internal static class ColumnFacets
{
    /// <summary>Changes a column's default and nothing else.</summary>
    public static AlterColumnOperation AlterDefault(IColumn column, object? from, object? to)
    {
        var alter = Fill(new AlterColumnOperation(), column);
        alter.DefaultValue = to;
        alter.DefaultValueSql = null;
        alter.OldColumn = Fill(new AddColumnOperation(), column);
        alter.OldColumn.DefaultValue = from;
        alter.OldColumn.DefaultValueSql = null;
        alter[PhasedAnnotations.Online] = true;
        return alter;
    }

    public static AddColumnOperation Add(IColumn column) => Fill(new AddColumnOperation(), column);

    /// <summary>
    /// The value that stands for "none" where a column is required: what EF Core itself gives to existing rows of such a column.
    /// Null when the type has none.
    /// </summary>
    public static object? ClrDefault(IColumn column)
    {
        if (column.PropertyMappings.Count == 0)
            return "{}";
        if (ServerEnum.Labels(column) is [var label, ..])
            return label;
        var type = ProviderType(column);
        if (type == typeof(string))
            return "";
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (!type.IsValueType)
            return null;
        return type.IsEnum ? Activator.CreateInstance(Enum.GetUnderlyingType(type)) : Activator.CreateInstance(type);
    }

    /// <summary>The type as which the provider sees values of the column, without nulls; for a column that a property is mapped to.</summary>
    public static Type ProviderType(IColumn column)
    {
        var mapping = column.PropertyMappings[0];
        var type = mapping.TypeMapping.Converter?.ProviderClrType ?? mapping.Property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    public static bool HasDefault(IColumn column)
        => column.DefaultValueSql is not null || (column.TryGetDefaultValue(out var value) && value is not null and not DBNull);

    private static TOperation Fill<TOperation>(TOperation operation, IColumn column)
        where TOperation : ColumnOperation
    {
        operation.Name = column.Name;
        operation.Table = column.Table.Name;
        operation.Schema = column.Table.Schema;
        operation.ClrType = typeof(string);
        if (column.PropertyMappings is [var property, ..])
        {
            var type = Nullable.GetUnderlyingType(property.Property.ClrType) ?? property.Property.ClrType;
            operation.ClrType = ServerEnum.Is(column) ? typeof(string) : property.TypeMapping.Converter?.ProviderClrType ?? type;
        }

        operation.ColumnType = column.StoreType;
        operation.MaxLength = column.MaxLength;
        operation.Precision = column.Precision;
        operation.Scale = column.Scale;
        operation.IsUnicode = column.IsUnicode;
        operation.IsFixedLength = column.IsFixedLength;
        operation.IsRowVersion = column.IsRowVersion;
        operation.IsNullable = column.IsNullable;
        operation.Collation = column.Collation;
        operation.Comment = column.Comment;
        operation.ComputedColumnSql = column.ComputedColumnSql;
        operation.IsStored = column.IsStored;
        operation.DefaultValueSql = column.DefaultValueSql;
        operation.DefaultValue = column.TryGetDefaultValue(out var value) && value is not DBNull ? value : null;
        foreach (var annotation in column.GetAnnotations())
            operation[annotation.Name] = annotation.Value;
        return operation;
    }
}
