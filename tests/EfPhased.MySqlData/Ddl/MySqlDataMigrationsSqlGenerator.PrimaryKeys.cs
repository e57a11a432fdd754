using EfPhased.MySqlData.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using MySql.EntityFrameworkCore.Metadata;

namespace EfPhased.MySqlData.Ddl;

/// <summary>
/// An AUTO_INCREMENT column must be a key in every statement, so it comes and goes together with its primary key.
/// </summary>
internal sealed partial class MySqlDataMigrationsSqlGenerator
{
    private readonly List<AddPrimaryKeyOperation> _newKeys = [];
    private readonly HashSet<AddPrimaryKeyOperation> _keysAddedWithColumn = [];
    private bool _dropsKeys;

    public override IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations,
        IModel? model = null,
        MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        _newKeys.AddRange(operations.OfType<AddPrimaryKeyOperation>());
        _dropsKeys = operations.Any(o => o is DropPrimaryKeyOperation);
        try
        {
            return base.Generate(operations, model, options);
        }
        finally
        {
            _newKeys.Clear();
            _keysAddedWithColumn.Clear();
        }
    }

    protected override void Generate(
        AddColumnOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var key = IsIdentity(operation) ? _newKeys.Find(newKey => IsKeyOf(newKey, operation)) : null;
        base.Generate(operation, model, builder, terminate: false);
        if (key is not null)
        {
            builder.Append(", ADD ");
            PrimaryKeyConstraint(key, model, builder);
            _keysAddedWithColumn.Add(key);
        }

        if (terminate)
            End(builder);
    }

    protected override void Generate(
        AddPrimaryKeyOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        if (_keysAddedWithColumn.Remove(operation))
            return;

        base.Generate(operation, model, builder, terminate);

        // Dropping the key has taken AUTO_INCREMENT with it.
        if (_dropsKeys && operation.Columns is [var only] && model?.GetRelationalModel().FindTable(operation.Table, operation.Schema)?.FindColumn(only) is { } column
            && column[MySqlDataAnnotationNames.ValueGenerationStrategy] is MySQLValueGenerationStrategy.IdentityColumn)
            Statement(builder, $"ALTER TABLE {Delimit(operation.Table, operation.Schema)} MODIFY COLUMN {Delimit(only)} {column.StoreType} NOT NULL AUTO_INCREMENT");
    }

    protected override void Generate(
        DropPrimaryKeyOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var table = Delimit(operation.Table, operation.Schema);
        var schema = operation.Schema is null ? "DATABASE()" : Literal(operation.Schema);

        // The operation does not say whether the key counts up, so the server is asked.
        builder.AppendLine(
            $"""
            SET @drop_primary_key = (
                SELECT CONCAT(
                    {Literal($"ALTER TABLE {table} ")},
                    COALESCE(CONCAT('MODIFY COLUMN `', REPLACE(MAX(COLUMN_NAME), '`', '``'), '` ', MAX(COLUMN_TYPE), ' NOT NULL, '), ''),
                    'DROP PRIMARY KEY')
                FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = {schema} AND TABLE_NAME = {Literal(operation.Table)} AND EXTRA LIKE '%auto_increment%');
            """);
        EndStatement(builder);
        Statement(builder, "PREPARE drop_primary_key FROM @drop_primary_key");
        Statement(builder, "EXECUTE drop_primary_key");
        Statement(builder, "DEALLOCATE PREPARE drop_primary_key");
    }

    private void Statement(MigrationCommandListBuilder builder, string sql)
    {
        builder.Append(sql);
        End(builder);
    }

    private static bool IsKeyOf(AddPrimaryKeyOperation key, AddColumnOperation column)
        => key.Table == column.Table && key.Schema == column.Schema && key.Columns is [var only] && only == column.Name;
}
