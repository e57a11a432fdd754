using EfPhased.MySqlData.Metadata;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using MySql.EntityFrameworkCore.Metadata;

namespace EfPhased.MySqlData.Ddl;

internal sealed partial class MySqlDataMigrationsSqlGenerator(MigrationsSqlGeneratorDependencies dependencies)
    : MigrationsSqlGenerator(dependencies)
{
    protected override void Generate(
        CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        builder.Append($" CHARACTER SET {operation[MySqlDataAnnotationNames.CharSet] ?? "utf8mb4"}");
        foreach (var option in StoreOptionsOf(operation))
            builder.Append(" ").Append(option);
        if (operation.Comment is not null)
            builder.Append(" COMMENT ").Append(Literal(operation.Comment));

        if (terminate)
            End(builder);
    }

    protected override void Generate(AlterTableOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation[MySqlDataAnnotationNames.CharSet] is { } charSet && !charSet.Equals(operation.OldTable[MySqlDataAnnotationNames.CharSet]))
            AlterTable(builder, operation.Name, operation.Schema, $"CHARACTER SET={charSet}");
        if (operation.Comment != operation.OldTable.Comment)
            AlterTable(builder, operation.Name, operation.Schema, $"COMMENT {Literal(operation.Comment ?? "")}");
        foreach (var option in StoreOptionsOf(operation).Except(StoreOptionsOf(operation.OldTable)))
            AlterTable(builder, operation.Name, operation.Schema, option);
    }

    protected override void Generate(RenameTableOperation operation, IModel? model, MigrationCommandListBuilder builder)
        => AlterTable(
            builder,
            operation.Name,
            operation.Schema,
            $"RENAME {Delimit(operation.NewName ?? operation.Name, operation.NewSchema ?? operation.Schema)}");

    protected override void Generate(RenameColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
        => AlterTable(
            builder, operation.Table, operation.Schema, $"RENAME COLUMN {Delimit(operation.Name)} TO {Delimit(operation.NewName)}");

    protected override void Generate(RenameIndexOperation operation, IModel? model, MigrationCommandListBuilder builder)
        => AlterTable(
            builder, operation.Table!, operation.Schema, $"RENAME INDEX {Delimit(operation.Name)} TO {Delimit(operation.NewName)}");

    protected override void Generate(
        DropIndexOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        builder.Append($"DROP INDEX {Delimit(operation.Name)} ON {Delimit(operation.Table!, operation.Schema)}");
        if (terminate)
            End(builder);
    }

    protected override void Generate(
        DropForeignKeyOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
        => AlterTable(builder, operation.Table, operation.Schema, $"DROP FOREIGN KEY {Delimit(operation.Name)}", terminate);

    protected override void Generate(DropUniqueConstraintOperation operation, IModel? model, MigrationCommandListBuilder builder)
        => AlterTable(builder, operation.Table, operation.Schema, $"DROP KEY {Delimit(operation.Name)}");

    protected override void Generate(EnsureSchemaOperation operation, IModel? model, MigrationCommandListBuilder builder)
        => throw new NotSupportedException($"The server has no schemas inside a database, so '{operation.Name}' cannot be created.");

    protected override void Generate(AlterDatabaseOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation[MySqlDataAnnotationNames.CharSet] is { } charSet && !charSet.Equals(operation.OldDatabase[MySqlDataAnnotationNames.CharSet]))
        {
            builder.Append($"ALTER DATABASE CHARACTER SET {charSet}");
            End(builder);
        }

        if (operation.Collation is null || operation.Collation == operation.OldDatabase.Collation)
            return;

        builder.Append($"ALTER DATABASE COLLATE {operation.Collation}");
        End(builder);
    }

    protected override void IndexTraits(MigrationOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation[MySqlDataAnnotationNames.FullTextIndex] is true)
            builder.Append("FULLTEXT ");
    }

    protected override void IndexOptions(MigrationOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        // The server has no filtered indexes; a unique one allows any number of nulls as it is.
    }

    private static string[] StoreOptionsOf(Annotatable table)
        => (table[MySqlDataAnnotationNames.StoreOptions] as string)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    private void AlterTable(MigrationCommandListBuilder builder, string table, string? schema, string change, bool terminate = true)
    {
        builder.Append($"ALTER TABLE {Delimit(table, schema)} {change}");
        if (terminate)
            End(builder);
    }

    private void End(MigrationCommandListBuilder builder)
    {
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }

    private string Delimit(string name) => Dependencies.SqlGenerationHelper.DelimitIdentifier(name);

    private string Delimit(string name, string? schema) => Dependencies.SqlGenerationHelper.DelimitIdentifier(name, schema);

    private string Literal(string value) => Dependencies.TypeMappingSource.GetMapping(typeof(string)).GenerateSqlLiteral(value);

    private static bool IsIdentity(ColumnOperation operation)
        => operation[MySqlDataAnnotationNames.ValueGenerationStrategy] is MySQLValueGenerationStrategy.IdentityColumn;
}
