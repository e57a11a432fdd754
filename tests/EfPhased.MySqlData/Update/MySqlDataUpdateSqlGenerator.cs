using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore.Update;

namespace EfPhased.MySqlData.Update;

internal sealed class MySqlDataUpdateSqlGenerator(UpdateSqlGeneratorDependencies dependencies) : UpdateAndSelectSqlGenerator(dependencies)
{
    // MariaDB has RETURNING for INSERT and DELETE, but not for UPDATE.
    public override ResultSetMapping AppendInsertOperation(
        StringBuilder commandStringBuilder, IReadOnlyModificationCommand command, int commandPosition, out bool requiresTransaction)
        => AppendInsertReturningOperation(commandStringBuilder, command, commandPosition, out requiresTransaction);

    protected override void AppendInsertCommand(
        StringBuilder commandStringBuilder,
        string name,
        string? schema,
        IReadOnlyList<IColumnModification> writeOperations,
        IReadOnlyList<IColumnModification> readOperations)
    {
        if (writeOperations.Count > 0)
        {
            base.AppendInsertCommand(commandStringBuilder, name, schema, writeOperations, readOperations);
            return;
        }

        AppendInsertCommandHeader(commandStringBuilder, name, schema, writeOperations);
        commandStringBuilder.Append(" () VALUES ()");
        AppendReturningClause(commandStringBuilder, readOperations);
        commandStringBuilder.AppendLine(SqlGenerationHelper.StatementTerminator);
    }

    protected override void AppendRowsAffectedWhereCondition(StringBuilder commandStringBuilder, int expectedRowsAffected)
        => commandStringBuilder.Append("ROW_COUNT() = ").Append(expectedRowsAffected.ToString(CultureInfo.InvariantCulture));

    protected override void AppendIdentityWhereCondition(StringBuilder commandStringBuilder, IColumnModification columnModification)
    {
        SqlGenerationHelper.DelimitIdentifier(commandStringBuilder, columnModification.ColumnName);
        commandStringBuilder.Append(" = LAST_INSERT_ID()");
    }

    protected override ResultSetMapping AppendSelectAffectedCountCommand(
        StringBuilder commandStringBuilder, string name, string? schema, int commandPosition)
    {
        commandStringBuilder.Append("SELECT ROW_COUNT()").AppendLine(SqlGenerationHelper.StatementTerminator).AppendLine();
        return ResultSetMapping.LastInResultSet | ResultSetMapping.ResultSetWithRowsAffectedOnly;
    }
}
