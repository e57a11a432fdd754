using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Oracles.Schemas;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>
/// A database as far as an interrupted run and an uninterrupted one must leave it the same: schema, every value of every row, and
/// which migrations are applied.
/// </summary>
/// <param name="Schema">The catalog, without EfPhased's own tables.</param>
/// <param name="Columns">
/// A digest of each column's values in the order of the key, by "table.column". Of numbers that a sequence gives, only how many
/// different ones there are: a transaction that is undone takes its numbers along.
/// </param>
/// <param name="Applied">EF Core's history.</param>
internal sealed record DatabaseState(SchemaDump Schema, IReadOnlyDictionary<string, string> Columns, string Applied)
{
    public static async Task<DatabaseState> ReadAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await database.Server.StartAsync(connection);
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, name) in await DatabaseTables.ReadAsync(connection, database.Server.Kind))
        {
            var numbered = await DatabaseTables.ColumnsAsync(connection, database.Server.Kind, name, "column_default LIKE 'nextval(%'");
            foreach (var (column, digest) in await DigestAsync(connection, table, numbered))
                columns[$"{name}.{column}"] = digest;
        }

        var applied = await connection.RowsAsync(
            database.Server.Kind == ServerKind.PostgreSql
                ? "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1"
                : "SELECT MigrationId FROM `__EFMigrationsHistory` ORDER BY 1");
        return new DatabaseState(await Parity.DumpAsync(database), columns, string.Join(",", applied.Select(a => a[0])));
    }

    /// <summary>What differs; empty when nothing does.</summary>
    /// <param name="actual">The other state.</param>
    /// <param name="volatileColumns">Columns that no two runs fill alike: random and clock values.</param>
    public string DifferenceTo(DatabaseState actual, IReadOnlySet<string> volatileColumns)
    {
        var text = new StringBuilder(Schema.DifferenceTo(actual.Schema));
        foreach (var column in VaryingColumns(actual).Except(volatileColumns))
            text.AppendLine($"values of {column} differ: expected {Digest(this, column)}, found {Digest(actual, column)}");
        if (Applied != actual.Applied)
            text.AppendLine($"applied: expected {Applied}, found {actual.Applied}");
        return text.ToString();
    }

    public IEnumerable<string> VaryingColumns(DatabaseState other)
        => Columns.Keys.Union(other.Columns.Keys).Where(c => Columns.GetValueOrDefault(c) != other.Columns.GetValueOrDefault(c));

    private static string Digest(DatabaseState state, string column) => state.Columns.GetValueOrDefault(column, "no column");

    // Rows keep the order of the table's first columns, which is its key in every scenario; where they tie, that of all values.
    private static async Task<IEnumerable<(string Column, string Digest)>> DigestAsync(
        DbConnection connection, string table, IReadOnlyList<string> numbered)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        List<string[]> rows = [];
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : Text(reader.GetValue(i)))]);

        var key = Array.IndexOf(names, "Id");
        var ordered = rows.OrderBy(r => key < 0 ? "" : r[key], StringComparer.Ordinal)
            .ThenBy(r => string.Join('\u0001', r.Order(StringComparer.Ordinal)), StringComparer.Ordinal).ToList();
        return names.Select((n, i) => (n, $"{rows.Count} rows, {Digest(ordered.Select(r => r[i]), numbered.Contains(n))}"));
    }

    private static string Digest(IEnumerable<string> values, bool areNumbered)
        => areNumbered
            ? $"{values.Distinct(StringComparer.Ordinal).Count()} different"
            : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u0001', values))))[..16];

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        Array array => string.Join(",", array.Cast<object?>()),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
