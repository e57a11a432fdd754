using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Query;

internal sealed class MySqlDataQuerySqlGenerator(QuerySqlGeneratorDependencies dependencies) : QuerySqlGenerator(dependencies)
{
    // https://mariadb.com/kb/en/select/ : an OFFSET needs a LIMIT, and this is the documented way to say "all".
    private const string NoLimit = "18446744073709551615";

    protected override void GenerateLimitOffset(SelectExpression selectExpression)
    {
        if (selectExpression.Limit is null && selectExpression.Offset is null)
            return;

        Sql.AppendLine().Append("LIMIT ");
        if (selectExpression.Limit is null)
            Sql.Append(NoLimit);
        else
            Visit(selectExpression.Limit);

        if (selectExpression.Offset is not null)
        {
            Sql.Append(" OFFSET ");
            Visit(selectExpression.Offset);
        }
    }

    protected override Expression VisitSqlBinary(SqlBinaryExpression sqlBinaryExpression)
    {
        if (sqlBinaryExpression.OperatorType != ExpressionType.Add || sqlBinaryExpression.Type != typeof(string))
            return base.VisitSqlBinary(sqlBinaryExpression);

        Sql.Append("CONCAT(");
        Visit(sqlBinaryExpression.Left);
        Sql.Append(", ");
        Visit(sqlBinaryExpression.Right);
        Sql.Append(")");
        return sqlBinaryExpression;
    }

    protected override Expression VisitSqlUnary(SqlUnaryExpression sqlUnaryExpression)
    {
        if (sqlUnaryExpression.OperatorType != ExpressionType.Convert)
            return base.VisitSqlUnary(sqlUnaryExpression);

        Sql.Append("CAST(");
        Visit(sqlUnaryExpression.Operand);
        Sql.Append(" AS ").Append(CastTarget(sqlUnaryExpression.TypeMapping!)).Append(")");
        return sqlUnaryExpression;
    }

    // In a one-table DELETE an alias is allowed only in the multi-table form.
    protected override Expression VisitDelete(DeleteExpression deleteExpression)
    {
        var select = deleteExpression.SelectExpression;
        Sql.Append("DELETE ")
            .Append(Dependencies.SqlGenerationHelper.DelimitIdentifier(deleteExpression.Table.Alias))
            .AppendLine()
            .Append("FROM ");
        Visit(deleteExpression.Table);

        if (select.Predicate is not null)
        {
            Sql.AppendLine().Append("WHERE ");
            Visit(select.Predicate);
        }

        return deleteExpression;
    }

    // CAST knows a few target types only, and none of the column types' own names for integers and text.
    private static string CastTarget(RelationalTypeMapping mapping)
        => mapping.StoreTypeNameBase switch
        {
            "tinyint" or "smallint" or "int" or "bigint" => "signed",
            "tinyint unsigned" or "smallint unsigned" or "int unsigned" or "bigint unsigned" => "unsigned",
            "varchar" or "longtext" or "char" => "char",
            "varbinary" or "longblob" => "binary",
            "float" => "double",
            _ => mapping.StoreType,
        };
}
