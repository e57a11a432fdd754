using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfPhased.MySqlData.Query;

internal sealed class MemberTranslator(ISqlExpressionFactory sql) : IMemberTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (member.DeclaringType == typeof(string) && member.Name == nameof(string.Length))
            return Function("CHAR_LENGTH", returnType, instance!);
        if (member.DeclaringType != typeof(DateTime) && member.DeclaringType != typeof(DateOnly))
            return null;

        return member.Name switch
        {
            nameof(DateTime.UtcNow) => Function("UTC_TIMESTAMP", returnType, sql.Constant(6)),
            nameof(DateTime.Now) => Function("CURRENT_TIMESTAMP", returnType, sql.Constant(6)),
            nameof(DateTime.Year) => Function("YEAR", returnType, instance!),
            nameof(DateTime.Month) => Function("MONTH", returnType, instance!),
            nameof(DateTime.Day) => Function("DAYOFMONTH", returnType, instance!),
            nameof(DateTime.Hour) => Function("HOUR", returnType, instance!),
            nameof(DateTime.Minute) => Function("MINUTE", returnType, instance!),
            nameof(DateTime.Second) => Function("SECOND", returnType, instance!),
            _ => null,
        };
    }

    private SqlExpression Function(string name, Type type, SqlExpression argument)
        => sql.Function(name, [argument], nullable: true, [true], type);
}
