using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Ddl;

internal sealed partial class MySqlDataMigrationsSqlGenerator
{
    protected override void Generate(AlterColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation.ComputedColumnSql != operation.OldColumn.ComputedColumnSql || operation.IsStored != operation.OldColumn.IsStored)
        {
            Recompute(operation, model, builder);
            return;
        }

        if (operation.OldColumn.IsNullable && !operation.IsNullable)
            FillNulls(operation, model, builder);

        builder.Append($"ALTER TABLE {Delimit(operation.Table, operation.Schema)} MODIFY COLUMN ");
        ColumnDefinition(operation.Schema, operation.Table, operation.Name, operation, model, builder);
        End(builder);
    }

    protected override void ColumnDefinition(
        string? schema, string table, string name, ColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        var type = operation.ColumnType ?? GetColumnType(schema, table, name, operation, model)!;
        builder.Append($"{Delimit(name)} {type}");
        if (operation.Collation is not null)
            builder.Append($" COLLATE {operation.Collation}");

        if (operation.ComputedColumnSql is not null)
        {
            // MariaDB takes no NOT NULL on a generated column.
            builder.Append($" GENERATED ALWAYS AS ({operation.ComputedColumnSql}) {(operation.IsStored == true ? "STORED" : "VIRTUAL")}");
        }
        else
        {
            builder.Append(operation.IsNullable ? " NULL" : " NOT NULL");
            if (IsIdentity(operation))
                builder.Append(" AUTO_INCREMENT");
            else
                DefaultValue(operation.DefaultValue, operation.DefaultValueSql, type, builder);
        }

        if (operation.Comment is not null)
            builder.Append($" COMMENT {Literal(operation.Comment)}");
    }

    // An existing column cannot become a generated one in place.
    private void Recompute(AlterColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        builder.Append($"ALTER TABLE {Delimit(operation.Table, operation.Schema)} DROP COLUMN {Delimit(operation.Name)}, ADD COLUMN ");
        ColumnDefinition(operation.Schema, operation.Table, operation.Name, operation, model, builder);
        End(builder);
    }

    private void FillNulls(AlterColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        string fill;
        if (operation.DefaultValueSql is not null)
        {
            fill = $"({operation.DefaultValueSql})";
        }
        else if (operation.DefaultValue is not null)
        {
            var type = operation.ColumnType ?? GetColumnType(operation.Schema, operation.Table, operation.Name, operation, model);
            var mapping = Dependencies.TypeMappingSource.FindMapping(operation.DefaultValue.GetType(), type)
                ?? Dependencies.TypeMappingSource.GetMapping(operation.DefaultValue.GetType());
            fill = mapping.GenerateSqlLiteral(operation.DefaultValue);
        }
        else
        {
            return;
        }

        var column = Delimit(operation.Name);
        builder.Append($"UPDATE {Delimit(operation.Table, operation.Schema)} SET {column} = {fill} WHERE {column} IS NULL");
        End(builder);
    }
}
