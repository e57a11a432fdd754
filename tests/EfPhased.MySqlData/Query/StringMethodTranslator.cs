using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfPhased.MySqlData.Query;

internal sealed class StringMethodTranslator(ISqlExpressionFactory sql) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance,
        MethodInfo method,
        IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(string) || instance is null)
            return null;

        var types = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        return (method.Name, types) switch
        {
            (nameof(string.Contains), [var type]) when type == typeof(string)
                => sql.GreaterThan(Function<int>("LOCATE", arguments[0], instance), sql.Constant(0)),
            (nameof(string.StartsWith), [var type]) when type == typeof(string)
                => sql.Equal(Function<string>("LEFT", instance, Length(arguments[0])), arguments[0]),
            (nameof(string.EndsWith), [var type]) when type == typeof(string)
                => sql.Equal(Function<string>("RIGHT", instance, Length(arguments[0])), arguments[0]),
            (nameof(string.ToUpper), []) => Function<string>("UPPER", instance),
            (nameof(string.ToLower), []) => Function<string>("LOWER", instance),
            (nameof(string.Trim), []) => Function<string>("TRIM", instance),
            (nameof(string.Replace), [var old, _]) when old == typeof(string)
                => Function<string>("REPLACE", instance, arguments[0], arguments[1]),
            (nameof(string.Substring), [_]) => Function<string>("SUBSTRING", instance, OneBased(arguments[0])),
            (nameof(string.Substring), [_, _]) => Function<string>("SUBSTRING", instance, OneBased(arguments[0]), arguments[1]),
            _ => null,
        };
    }

    private SqlExpression Length(SqlExpression text) => Function<int>("CHAR_LENGTH", text);

    private SqlExpression OneBased(SqlExpression index) => sql.Add(index, sql.Constant(1));

    private SqlExpression Function<T>(string name, params SqlExpression[] arguments)
        => sql.Function(name, arguments, nullable: true, [.. arguments.Select(_ => true)], typeof(T));
}
