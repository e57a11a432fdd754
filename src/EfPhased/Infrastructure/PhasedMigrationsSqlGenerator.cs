using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Infrastructure;

/// <summary>
/// Gives phased operations their SQL and leaves everything else to the provider's generator. Operations are replaced in place and
/// the provider sees the whole list at once, because providers look across it (sequences after inserts, keys with their columns).
/// </summary>
internal sealed class PhasedMigrationsSqlGenerator(
    IMigrationsSqlGenerator inner,
    IDatabaseProvider provider,
    ISqlGenerationHelper sql,
    IRelationalTypeMappingSource types) : IMigrationsSqlGenerator
{
    public IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        if (!operations.Any(IsPhased))
            return inner.Generate(operations, model, options);

        if (options.HasFlag(MigrationsSqlGenerationOptions.Idempotent))
            throw Errors.IdempotentScript(operations.OfType<PhasedOperation>().FirstOrDefault()?.Change ?? "The migration");

        var writer = Dialect.For(provider.Name).CreateWriter(sql, types);
        var mapped = operations
            .SelectMany(o => IsPhased(o) ? ToSqlOperations(o, writer, model, options) : [o])
            .ToList();
        return inner.Generate(mapped, model, options);
    }

    private static bool IsPhased(MigrationOperation operation)
        => operation is PhasedOperation || operation.IsOnline() || operation.IsNotValid();

    private IEnumerable<MigrationOperation> ToSqlOperations(
        MigrationOperation operation, SqlWriter writer, IModel? model, MigrationsSqlGenerationOptions options)
    {
        var statements = operation is PhasedOperation phased
            ? writer.Write(phased)
            : writer.WriteOnline(operation, o => inner.Generate([o], model, options));
        return statements.Select(s => new SqlOperation
        {
            Sql = s.Sql + sql.StatementTerminator,
            SuppressTransaction = s.SuppressTransaction,
        });
    }
}
