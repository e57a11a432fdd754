using System.Data.Common;
using System.Text.RegularExpressions;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Oracles.Schemas;

/// <summary>
/// Lists the objects by information_schema and takes each one's text from SHOW CREATE, which states every facet.
/// A table's text has one column, key or constraint a line, so sorting the lines puts column order aside.
/// </summary>
internal static partial class MySqlCatalog
{
    public static async Task<SchemaDump> DumpAsync(DbConnection connection, OwnObjects own, CancellationToken cancel)
    {
        SchemaDump dump = new();
        var defaults = await connection.RowsAsync(
            "SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()", cancel);
        dump.Add("database", string.Join(' ', defaults[0]));
        await AddTablesAsync(connection, own, dump, cancel);
        await AddCheckLevelsAsync(connection, own, dump, cancel);
        await AddTriggersAsync(connection, own, dump, cancel);
        await AddRoutinesAsync(connection, own, dump, cancel);
        return dump;
    }

    private static async Task AddTablesAsync(DbConnection connection, OwnObjects own, SchemaDump dump, CancellationToken cancel)
    {
        var tables = await connection.RowsAsync(
            "SELECT TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
            cancel);
        foreach (var table in tables.Where(t => !own.IsTable(t[0]!)))
        {
            var (name, type) = (table[0]!, table[1]!);
            var create = await ShowCreateAsync(connection, type is "VIEW" or "SEQUENCE" ? type : "TABLE", name, column: 1, cancel);
            if (type == "BASE TABLE")
                AddTable(dump, name, create);
            else
                dump.Add($"{type.ToLowerInvariant()} {name}", create);
        }
    }

    private static void AddTable(SchemaDump dump, string name, string create)
    {
        // CREATE TABLE `T` ( / one part a line / ) ENGINE=… ; an AUTO_INCREMENT there is data, not schema
        var lines = create.Split('\n');
        var close = Array.FindLastIndex(lines, line => line.StartsWith(')'));
        foreach (var line in lines[1..close])
            dump.Add($"table {name}", line.Trim().TrimEnd(','));
        dump.Add($"table {name}", string.Join('\n', lines[close..].Select(line => NextAutoIncrement().Replace(line, ""))));
    }

    // A column's check and a table's print alike in some versions.
    private static async Task AddCheckLevelsAsync(DbConnection connection, OwnObjects own, SchemaDump dump, CancellationToken cancel)
    {
        var hasLevel = await connection.ScalarAsync(
            "SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'information_schema' " +
            "AND TABLE_NAME = 'CHECK_CONSTRAINTS' AND COLUMN_NAME = 'LEVEL'",
            cancel);
        if (hasLevel is null)
            return;

        var checks = await connection.RowsAsync(
            "SELECT TABLE_NAME, CONSTRAINT_NAME, LEVEL, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS " +
            "WHERE CONSTRAINT_SCHEMA = DATABASE()",
            cancel);
        foreach (var check in checks.Where(c => !own.IsTable(c[0]!)))
            dump.Add($"table {check[0]}", $"check {check[1]} of {check[2]!.ToLowerInvariant()}: {check[3]}");
    }

    private static async Task AddTriggersAsync(DbConnection connection, OwnObjects own, SchemaDump dump, CancellationToken cancel)
    {
        var triggers = await connection.RowsAsync(
            "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER, ACTION_STATEMENT, SQL_MODE " +
            "FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()",
            cancel);
        foreach (var trigger in triggers.Where(t => !own.IsTable(t[0]!)))
            dump.Add($"table {trigger[0]}", $"trigger {string.Join(' ', trigger[1..])}");
    }

    private static async Task AddRoutinesAsync(DbConnection connection, OwnObjects own, SchemaDump dump, CancellationToken cancel)
    {
        var routines = await connection.RowsAsync(
            "SELECT ROUTINE_NAME, ROUTINE_TYPE FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() " +
            "UNION ALL SELECT EVENT_NAME, 'EVENT' FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()",
            cancel);
        foreach (var routine in routines.Where(r => !own.IsRoutine(r[0]!)))
        {
            var (name, type) = (routine[0]!, routine[1]!);
            var create = await ShowCreateAsync(connection, type, name, column: type == "EVENT" ? 3 : 2, cancel);
            dump.Add($"{type.ToLowerInvariant()} {name}", create);
        }
    }

    private static async Task<string> ShowCreateAsync(DbConnection connection, string type, string name, int column, CancellationToken cancel)
    {
        var row = (await connection.RowsAsync($"SHOW CREATE {type} `{name.Replace("`", "``", StringComparison.Ordinal)}`", cancel))[0];
        var create = row[column] ?? throw new InvalidOperationException($"The server shows no text of {type} '{name}': rights are missing.");

        // The name of the database appears in views.
        var database = (string)(await connection.ScalarAsync("SELECT DATABASE()", cancel))!;
        return create.Replace($"`{database}`.", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@" AUTO_INCREMENT=\d+")]
    private static partial Regex NextAutoIncrement();
}
