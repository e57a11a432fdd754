using System.Data.Common;

namespace EfPhased.Testing.Servers;

public static class DbConnectionExtensions
{
    public static async Task<int> ExecuteAsync(this DbConnection connection, string sql, CancellationToken cancel = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<object?> ScalarAsync(this DbConnection connection, string sql, CancellationToken cancel = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel) is { } value and not DBNull ? value : null;
    }

    /// <summary>All rows, each as the text of its values; NULL stays null.</summary>
    public static async Task<List<string?[]>> RowsAsync(this DbConnection connection, string sql, CancellationToken cancel = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);

        List<string?[]> rows = [];
        while (await reader.ReadAsync(cancel))
        {
            var row = new string?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : Text(reader.GetValue(i));
            rows.Add(row);
        }

        return rows;
    }

    // MySql.Data hands out the text of some information functions as bytes.
    private static string? Text(object value) => value is byte[] bytes
        ? System.Text.Encoding.UTF8.GetString(bytes)
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
}
