using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace EfPhased.Running;

/// <summary>
/// Plain commands on a connection. Statements here run as long as the server lets them: lock timeouts bound what others wait.
/// </summary>
internal static class Database
{
    private const int NoClientTimeout = 0;

    public static async Task<int> ExecuteAsync(
        this DbConnection connection, string sql, CancellationToken cancel, params (string Name, string? Value)[] parameters)
    {
        await using var command = Create(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<object?> ScalarAsync(
        this DbConnection connection, string sql, CancellationToken cancel, params (string Name, string? Value)[] parameters)
    {
        await using var command = Create(connection, sql, parameters);
        return await command.ExecuteScalarAsync(cancel) is { } value and not DBNull ? value : null;
    }

    public static async Task<long> CountAsync(
        this DbConnection connection, string sql, CancellationToken cancel, params (string Name, string? Value)[] parameters)
        => Convert.ToInt64(await connection.ScalarAsync(sql, cancel, parameters) ?? 0L, CultureInfo.InvariantCulture);

    public static async Task<bool> IsTrueAsync(this DbConnection connection, string sql, CancellationToken cancel)
        => await connection.ScalarAsync(sql, cancel) switch
        {
            bool value => value,
            null => false,
            var number => Convert.ToInt64(number, CultureInfo.InvariantCulture) != 0,
        };

    /// <summary>All rows as text; NULL stays null. Queries whose values matter beyond that cast them on the server.</summary>
    public static async Task<List<string?[]>> RowsAsync(
        this DbConnection connection, string sql, CancellationToken cancel, params (string Name, string? Value)[] parameters)
    {
        await using var command = Create(connection, sql, parameters);
        return await ReadAsync(command, cancel);
    }

    /// <summary>As <see cref="RowsAsync"/>, for a query that the session is asked again: the server parses and plans it the first time only.</summary>
    public static async Task<List<string?[]>> PreparedRowsAsync(this DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = Create(connection, sql, []);
        await command.PrepareAsync(cancel);
        return await ReadAsync(command, cancel);
    }

    private static async Task<List<string?[]>> ReadAsync(DbCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(cancel))
        {
            var row = new string?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = Text(reader.GetValue(i));
            rows.Add(row);
        }

        return rows;
    }

    // MySql.Data hands out the text of some catalog views as bytes.
    private static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. The statements are the server's own, because drivers differ in what they send.
    /// </summary>
    public static async Task InTransactionAsync(
        this DbConnection connection, IReadOnlyList<string> begin, Func<Task> work, CancellationToken cancel)
    {
        foreach (var statement in begin)
            await connection.ExecuteAsync(statement, cancel);
        try
        {
            await work();
            await connection.ExecuteAsync("COMMIT", cancel);
        }
        catch
        {
            await RollBackAsync(connection);
            throw;
        }
    }

    private static async Task RollBackAsync(DbConnection connection)
    {
        if (connection.State != ConnectionState.Open)
            return;

        try
        {
            await connection.ExecuteAsync("ROLLBACK", CancellationToken.None);
        }
        catch (DbException)
        {
            // The server rolls back whatever a closed session had open.
            await connection.CloseAsync();
        }
    }

    private static DbCommand Create(DbConnection connection, string sql, (string Name, string? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = NoClientTimeout;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = (object?)value ?? DBNull.Value;
            parameter.DbType = DbType.String;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
