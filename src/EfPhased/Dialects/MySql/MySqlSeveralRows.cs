using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// The bodies of the triggers between a table and its part where a row may have several there. What the table's row holds is read as
/// others have committed it, not as the transaction first saw it.
/// </summary>
internal sealed class MySqlSeveralRows(SqlWriter writer, AddRowDualWriteOperation operation, MovedRowsSql rows, string recorded)
{
    private readonly MovedColumn _column = operation.Rows.Columns[0];
    private readonly string _table = writer.Table(operation.Table, operation.Schema);
    private readonly Func<string, string> _new = MovedRowsSql.Of(writer, "NEW");
    private readonly Func<string, string> _old = MovedRowsSql.Of(writer, "OLD");

    public string Inserted() => $"BEGIN\n    IF {_new(_column.Column)} IS NOT NULL THEN\n{Add()}    END IF;\nEND";

    public string Updated()
    {
        var part = MovedRowsSql.Of(writer, "part");
        string Known(Func<string, string> row) => $"EXISTS (SELECT 1 FROM {rows.Part} AS part WHERE {rows.Means(row, part)})";
        return $"BEGIN\nIF {rows.WholeChanged} THEN\n"
            + $"    IF {_new(_column.Column)} IS NOT NULL AND NOT {Known(_new)} THEN\n{Add()}    END IF;\n"
            + $"    IF {Known(_old)} THEN\n        DELETE FROM {rows.Part} WHERE {rows.Means(_old, writer.Column)};\n{recorded}    END IF;\n"
            + "END IF;\nEND";
    }

    public string PartInserted() => $"BEGIN\n{Take()}END";

    public string PartUpdated() => $"BEGIN\nIF {rows.PartChanged} THEN\n{Leave()}{Take()}END IF;\nEND";

    public string PartDeleted() => $"BEGIN\n{Leave()}END";

    private string Add()
        => $"        INSERT INTO {rows.Part} ({writer.Columns(rows.PartColumns)}) VALUES ({rows.UpValues(_new)})\n"
            + $"            ON DUPLICATE KEY UPDATE {writer.Column(_column.PartColumn)} = VALUES({writer.Column(_column.PartColumn)});\n{recorded}";

    private string Take()
    {
        var whole = MovedRowsSql.Of(writer, "whole");
        return $"    IF EXISTS (SELECT 1 FROM {_table} AS whole WHERE {rows.Match(whole, _new)} AND {whole(_column.Column)} IS NULL LOCK IN SHARE MODE) THEN\n"
            + $"        UPDATE {_table} SET {writer.Column(_column.Column)} = {_new(_column.PartColumn)} WHERE {rows.Match(writer.Column, _new)};\n    END IF;\n";
    }

    private string Leave()
    {
        var whole = MovedRowsSql.Of(writer, "whole");
        var part = MovedRowsSql.Of(writer, "part");
        return $"    IF EXISTS (SELECT 1 FROM {_table} AS whole WHERE {rows.Means(whole, _old)} LOCK IN SHARE MODE) THEN\n"
            + $"        UPDATE {_table} SET {writer.Column(_column.Column)} = {rows.First($"{rows.Part} AS part", rows.IsBeside(_old, part), part, " LOCK IN SHARE MODE")}\n"
            + $"            WHERE {rows.Match(writer.Column, _old)};\n    END IF;\n";
    }
}
