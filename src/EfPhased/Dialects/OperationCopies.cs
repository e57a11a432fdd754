using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Copies of EF Core's operations: a migration's own operations are never changed, because EF may generate from them twice.
/// </summary>
internal static class OperationCopies
{
    public static CreateIndexOperation Copy(this CreateIndexOperation index)
    {
        var copy = new CreateIndexOperation
        {
            Name = index.Name,
            Schema = index.Schema,
            Table = index.Table,
            Columns = index.Columns,
            IsUnique = index.IsUnique,
            IsDescending = index.IsDescending,
            Filter = index.Filter,
        };
        return index.CopyAnnotationsTo(copy);
    }

    /// <summary>The column has the same default before and after.</summary>
    public static bool KeepsDefault(this AlterColumnOperation alter)
        => alter.DefaultValueSql == alter.OldColumn.DefaultValueSql && Equals(alter.DefaultValue, alter.OldColumn.DefaultValue);

    /// <summary>The same change of a column that has no default.</summary>
    public static AlterColumnOperation WithoutDefault(this AlterColumnOperation alter)
    {
        var copy = CopyColumn(alter, new AlterColumnOperation());
        copy.OldColumn = CopyColumn(alter.OldColumn, new AddColumnOperation());
        return copy;
    }

    private static TOperation CopyColumn<TOperation>(ColumnOperation from, TOperation to)
        where TOperation : ColumnOperation
    {
        to.Name = from.Name;
        to.Schema = from.Schema;
        to.Table = from.Table;
        to.ClrType = from.ClrType;
        to.ColumnType = from.ColumnType;
        to.IsUnicode = from.IsUnicode;
        to.IsFixedLength = from.IsFixedLength;
        to.MaxLength = from.MaxLength;
        to.Precision = from.Precision;
        to.Scale = from.Scale;
        to.IsRowVersion = from.IsRowVersion;
        to.IsNullable = from.IsNullable;
        to.ComputedColumnSql = from.ComputedColumnSql;
        to.IsStored = from.IsStored;
        to.Collation = from.Collation;
        to.Comment = from.Comment;
        return from.CopyAnnotationsTo(to);
    }

    public static AddForeignKeyOperation Copy(this AddForeignKeyOperation key)
    {
        var copy = new AddForeignKeyOperation
        {
            Name = key.Name,
            Schema = key.Schema,
            Table = key.Table,
            Columns = key.Columns,
            PrincipalSchema = key.PrincipalSchema,
            PrincipalTable = key.PrincipalTable,
            PrincipalColumns = key.PrincipalColumns,
            OnDelete = key.OnDelete,
            OnUpdate = key.OnUpdate,
        };
        return key.CopyAnnotationsTo(copy);
    }

    /// <summary>Copies EF's and the provider's annotations; ours have done their work and no provider knows them.</summary>
    public static TOperation CopyAnnotationsTo<TOperation>(this MigrationOperation from, TOperation to)
        where TOperation : MigrationOperation
    {
        foreach (var annotation in from.GetAnnotations().Where(a => !a.Name.StartsWith("EfPhased:", StringComparison.Ordinal)))
            to[annotation.Name] = annotation.Value;
        return to;
    }
}
