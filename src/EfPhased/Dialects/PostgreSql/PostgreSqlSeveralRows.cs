using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The trigger functions between a table and its part where a row may have several there. What refers to a row that is gone is left to
/// the foreign keys, whose order nobody knows: what they do must not look like a write of either version.
/// </summary>
internal sealed class PostgreSqlSeveralRows(SqlWriter writer, AddRowDualWriteOperation operation, MovedRowsSql rows)
{
    private readonly MovedColumn _column = operation.Rows.Columns[0];

    // The new row comes first, so that what the old one's end sets off finds the table's row done, and the last statement tells who wrote.
    public string Whole()
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var old = MovedRowsSql.Of(writer, "OLD");
        var part = MovedRowsSql.Of(writer, "part");
        return $"    IF {@new(_column.Column)} IS NOT NULL THEN\n"
            + $"        INSERT INTO {rows.Part} ({writer.Columns(rows.PartColumns)}) VALUES ({rows.UpValues(@new)})\n"
            + $"            ON CONFLICT ({writer.Columns(rows.PartIdentity)}) DO NOTHING;\n    END IF;\n"
            + $"    IF {old(_column.Column)} IS NOT NULL THEN\n"
            + $"        DELETE FROM {rows.Part} AS part WHERE {rows.Means(old, part)} AND {IsThere(old(_column.Column))};\n    END IF;\n";
    }

    // The table's row is locked before anything is read: whoever else writes rows of its part waits, and then sees what came of this.
    public string PartSide(string table)
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var old = MovedRowsSql.Of(writer, "OLD");
        var whole = MovedRowsSql.Of(writer, "whole");
        var part = MovedRowsSql.Of(writer, "part");
        return "    IF TG_OP <> 'INSERT' THEN\n"
            + $"        PERFORM 1 FROM {table} AS whole WHERE {rows.Match(whole, old)} FOR NO KEY UPDATE;\n"
            + $"        UPDATE {table} AS whole SET {writer.Column(_column.Column)} = {rows.First($"{rows.Part} AS part", rows.IsBeside(old, part), part)}\n"
            + $"            WHERE {rows.Means(whole, old)} AND {IsThere(old(_column.PartColumn))};\n    END IF;\n"
            + "    IF TG_OP <> 'DELETE' THEN\n"
            + $"        PERFORM 1 FROM {table} AS whole WHERE {rows.Match(whole, @new)} FOR NO KEY UPDATE;\n"
            + $"        UPDATE {table} AS whole SET {writer.Column(_column.Column)} = {@new(_column.PartColumn)}\n"
            + $"            WHERE {rows.Match(whole, @new)} AND {whole(_column.Column)} IS NULL;\n    END IF;\n";
    }

    private string IsThere(string value)
    {
        var principal = operation.Rows.Principal!;
        return $"EXISTS (SELECT 1 FROM {writer.Table(principal.Table, principal.Schema)} AS principal WHERE principal.{writer.Column(principal.Column)} = {value})";
    }
}
