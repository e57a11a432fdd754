using System.Text;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Swaps columns in one block, which is one transaction wherever it runs. All that it does is in the catalog.
/// </summary>
internal static class PostgreSqlColumnSwap
{
    // Renaming two columns into each other needs a third name.
    private const string Between = "efphased_between";

    public static string Write(SqlWriter writer, SwapColumnsOperation operation)
    {
        var tables = operation.Tables;
        var body = new StringBuilder(PostgreSqlSwapGuard.Declarations).Append("BEGIN\n");
        body.Append(PostgreSqlSwapGuard.Done(writer, tables.First(t => t.Columns.Count > 0)));
        Line(body, $"LOCK TABLE {string.Join(", ", tables.Select(t => Table(writer, t)))} IN ACCESS EXCLUSIVE MODE");
        body.Append(PostgreSqlSwapGuard.Dependents(writer, tables));

        foreach (var table in tables)
            Alter(body, writer, table, table.ForeignKeys.Select(k => $"DROP CONSTRAINT {writer.Column(k.Name)}"));
        foreach (var table in tables)
        {
            Alter(body, writer, table, Keys(table).Select(k => $"DROP CONSTRAINT {writer.Column(k.Name)}"));
            foreach (var index in table.Indexes)
                Line(body, $"DROP INDEX {writer.Table(index.Name, table.Schema)}");
            Alter(body, writer, table, table.Columns.Where(c => c.Required).Select(c => $"ALTER COLUMN {writer.Column(c.Other)} SET NOT NULL"));
        }

        body.Append(PostgreSqlSwapNumbering.Write(writer, tables));
        foreach (var table in tables)
            Take(body, writer, table);
        foreach (var table in tables)
        {
            foreach (var key in table.ForeignKeys)
                Alter(body, writer, table, [$"RENAME CONSTRAINT {writer.Column(key.Other)} TO {writer.Column(key.Name)}"]);
        }

        body.Append(PostgreSqlSwapNumbering.Recompile(writer, tables));
        return "DO " + DollarQuotes.Around(body.Append("END ").ToString());
    }

    // The name of the column that comes, then everything that the comer has under other names.
    private static void Take(StringBuilder body, SqlWriter writer, SwappedTable table)
    {
        foreach (var column in table.Columns)
        {
            Alter(body, writer, table, [$"RENAME COLUMN {writer.Column(column.Name)} TO {Between}"]);
            Alter(body, writer, table, [$"RENAME COLUMN {writer.Column(column.Other)} TO {writer.Column(column.Name)}"]);
            Alter(body, writer, table, [$"RENAME COLUMN {Between} TO {writer.Column(column.Other)}"]);
        }

        Alter(body, writer, table, table.Columns.Where(c => c.Required).Select(c => $"ALTER COLUMN {writer.Column(c.Other)} DROP NOT NULL"));
        if (table.PrimaryKey is { } primary)
            Alter(body, writer, table, [$"ADD CONSTRAINT {writer.Column(primary.Name)} PRIMARY KEY USING INDEX {writer.Column(primary.Other)}"]);
        foreach (var key in table.Keys)
            Alter(body, writer, table, [$"ADD CONSTRAINT {writer.Column(key.Name)} UNIQUE USING INDEX {writer.Column(key.Other)}"]);
        foreach (var index in table.Indexes)
            Line(body, $"ALTER INDEX {writer.Table(index.Other, table.Schema)} RENAME TO {writer.Column(index.Name)}");
        Alter(body, writer, table, table.Checks.Select(c => $"DROP CONSTRAINT {writer.Column(c)}"));
    }

    private static IEnumerable<SwappedName> Keys(SwappedTable table)
        => table.PrimaryKey is { } primary ? table.Keys.Prepend(primary) : table.Keys;

    private static string Table(SqlWriter writer, SwappedTable table) => writer.Table(table.Table, table.Schema);

    private static void Alter(StringBuilder body, SqlWriter writer, SwappedTable table, IEnumerable<string> actions)
    {
        var all = string.Join(", ", actions);
        if (all.Length > 0)
            Line(body, $"ALTER TABLE {Table(writer, table)} {all}");
    }

    private static void Line(StringBuilder body, string statement) => body.Append("    ").Append(statement).Append(";\n");
}
