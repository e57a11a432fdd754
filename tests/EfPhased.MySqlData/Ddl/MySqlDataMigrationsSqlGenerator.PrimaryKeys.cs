using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Ddl;

/// <summary>
/// An AUTO_INCREMENT column must be a key in every statement, so it comes and goes together with its primary key.
/// </summary>
internal sealed partial class MySqlDataMigrationsSqlGenerator
{
    public override IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations,
        IModel? model = null,
        MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        _keysOfNewColumns = operations.OfType<AddPrimaryKeyOperation>().ToList();
        try
        {
            return base.Generate(operations, model, options);
        }
        finally
        {
            _keysOfNewColumns = [];
        }
    }

    private List<AddPrimaryKeyOperation> _keysOfNewColumns = [];
    private readonly HashSet<AddPrimaryKeyOperation> _addedWithColumn = [];

    protected override void Generate(
        AddColumnOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var key = IsIdentity(operation)
            ? _keysOfNewColumns.Find(k => k.Table == operation.Table && k.Schema == operation.Schema && k.Columns is [var only] && only == operation.Name)
            : null;
        base.Generate(operation, model, builder, terminate: false);
        if (key is not null)
        {
            builder.Append(", ADD ");
            PrimaryKeyConstraint(key, model, builder);
            _addedWithColumn.Add(key);
        }

        if (terminate)
            End(builder);
    }

    protected override void Generate(
        AddPrimaryKeyOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        if (!_addedWithColumn.Remove(operation))
            base.Generate(operation, model, builder, terminate);
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
                SELECT CONCAT({Literal($"ALTER TABLE {table} ")}, COALESCE(CONCAT('MODIFY COLUMN `', REPLACE(MAX(COLUMN_NAME), '`', '``'), '` ',
                    MAX(COLUMN_TYPE), ' NOT NULL, '), ''), 'DROP PRIMARY KEY')
                FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = {schema} AND TABLE_NAME = {Literal(operation.Table)} AND EXTRA LIKE '%auto_increment%');
            """);
        EndStatement(builder);
        foreach (var statement in (string[])["PREPARE drop_primary_key FROM @drop_primary_key", "EXECUTE drop_primary_key", "DEALLOCATE PREPARE drop_primary_key"])
        {
            builder.Append(statement);
            End(builder);
        }
    }
}
