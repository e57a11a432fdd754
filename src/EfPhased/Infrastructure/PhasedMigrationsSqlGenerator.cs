using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;
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
    IRelationalTypeMappingSource types,
    ICurrentDbContext currentContext) : IMigrationsSqlGenerator
{
    // Nobody tries again, so this is the longest that others may have to queue behind one drop.
    private static readonly TimeSpan PlainScriptLockTimeout = TimeSpan.FromSeconds(2);

    public IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        if (!operations.Any(IsPhased))
            return inner.Generate(operations, model, options);

        var dialect = Dialect.For(provider.Name);
        var writer = dialect.CreateWriter(sql, types);
        var gated = operations.OfType<GateOperation>().FirstOrDefault();
        var inBlocks = options.HasFlag(MigrationsSqlGenerationOptions.Idempotent)
            || (gated is not null && dialect.HasTransactionalDdl && options.HasFlag(MigrationsSqlGenerationOptions.Script));
        var mapped = operations
            .SelectMany(o => IsPhased(o) ? ToSqlOperations(o, writer, model, options, inBlocks) : [o])
            .ToList();

        // A client that does not stop at errors rolls back the transaction in which the gate has refused, and goes on behind it.
        var inParts = dialect.HasTransactionalDdl && mapped.OfType<SqlOperation>().Any(o => o.SuppressTransaction);
        if (gated is not null && inBlocks && inParts)
            throw Errors.ContractInParts(gated.Change);
        if (options.HasFlag(MigrationsSqlGenerationOptions.Idempotent)
            && (inParts || !operations.OfType<PhasedOperation>().All(writer.RunsInProcedure)))
            throw Errors.IdempotentScript(operations.OfType<PhasedOperation>().FirstOrDefault()?.Change ?? "The migration");
        return inner.Generate(mapped, model, options);
    }

    // Only those who run the SQL by themselves need it: a run asks the gate itself. Its questions are about our tables too.
    private IEnumerable<SqlStatement> Gate(GateOperation operation)
    {
        var services = RunServices.From(currentContext.Context);
        return
        [
            .. services.Sql.CreateTables.Select(t => new SqlStatement(t)),
            .. services.Sql.LockTimeout(PlainScriptLockTimeout, inTransaction: true).Select(t => new SqlStatement(t)),
            .. services.Sql.Gate.Write(services.GateSubject(operation, null)),
        ];
    }

    private static bool IsPhased(MigrationOperation operation)
        => operation is PhasedOperation || operation.IsOnline() || operation.IsNotValid();

    private IEnumerable<MigrationOperation> ToSqlOperations(
        MigrationOperation operation, SqlWriter writer, IModel? model, MigrationsSqlGenerationOptions options, bool inBlocks)
    {
        // Inside a transaction, or the block that EF Core wraps around each command, nothing runs on its own; a drop is short without that too.
        if (operation is DropIndexOperation && inBlocks)
            return [operation];

        var statements = operation switch
        {
            GateOperation gate => Gate(gate),
            PhasedOperation phased => writer.Write(phased),
            _ => writer.WriteOnline(operation, model, o => inner.Generate([o], model, options)),
        };
        return statements.Select(s => new SqlOperation
        {
            Sql = s.IsCompound && options.HasFlag(MigrationsSqlGenerationOptions.Script)
                ? $"DELIMITER //\n{s.Sql}//\nDELIMITER {sql.StatementTerminator}"
                : s.Sql + sql.StatementTerminator,
            SuppressTransaction = s.SuppressTransaction,
        });
    }
}
