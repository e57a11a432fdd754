using System.Collections.Generic;
using System.Data;
using System.Threading.Tasks;

namespace Dapper;

/// <summary>Stands in for the package, with its signatures.</summary>
public static class SqlMapper
{
    public static IEnumerable<T> Query<T>(this IDbConnection cnn, string sql, object? param = null, IDbTransaction? transaction = null) => [];

    public static Task<T> QuerySingleAsync<T>(this IDbConnection cnn, string sql, object? param = null) => Task.FromResult<T>(default!);

    public static int Execute(this IDbConnection cnn, string sql, object? param = null) => 0;

    public static int Execute(this IDbConnection cnn, CommandDefinition command) => 0;
}

public readonly struct CommandDefinition(string commandText, object? parameters = null)
{
    public string CommandText { get; } = commandText;

    public object? Parameters { get; } = parameters;
}
