using System.Data.Common;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>The application's own tables, whatever their schema.</summary>
internal static class DatabaseTables
{
    /// <summary>Each table as SQL names it and as people do.</summary>
    public static async Task<IReadOnlyList<(string Sql, string Name)>> ReadAsync(DbConnection connection, ServerKind kind)
    {
        var rows = await connection.RowsAsync(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND "
            + (kind == ServerKind.PostgreSql ? "table_schema NOT IN ('pg_catalog', 'information_schema')" : "table_schema = DATABASE()")
            + " AND table_name NOT LIKE '\\_\\_EF%' ORDER BY 1, 2");
        return [.. rows.Select(r => ((kind == ServerKind.PostgreSql ? Quote(kind, r[0]!) + "." : "") + Quote(kind, r[1]!), r[1]!))];
    }

    public static async Task<bool> HasColumnAsync(DbConnection connection, ServerKind kind, string table, string column)
        => (await ColumnsAsync(connection, kind, table, "TRUE")).Contains(column);

    /// <summary>The columns that meet a condition on their entry in information_schema.</summary>
    public static async Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, ServerKind kind, string table, string condition)
    {
        var schema = kind == ServerKind.PostgreSql ? "table_schema NOT IN ('pg_catalog')" : "table_schema = DATABASE()";
        var rows = await connection.RowsAsync(
            $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table.Replace("'", "''", StringComparison.Ordinal)}' AND {schema} AND {condition} ORDER BY ordinal_position");
        return [.. rows.Select(r => r[0]!)];
    }

    public static string Quote(ServerKind kind, string name)
        => kind == ServerKind.PostgreSql
            ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
