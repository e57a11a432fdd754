using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// The triggers that keep a table's columns in step with the rows of its part. A trigger may not write to a table that the statement
/// before it writes to (error 1442), which is raised when that happens and not before: so each looks first whether the two agree, and
/// what it sets off in the other table finds that they do. Cascades set off no triggers; a part goes with its table's row anyway.
/// </summary>
internal sealed class MySqlRowDualWrite(SqlWriter writer, AddRowDualWriteOperation operation, string record)
{
    private static readonly (string Suffix, bool OfPart)[] Triggers = [("i", false), ("u", false), ("pi", true), ("pu", true), ("pd", true), ("pb", true)];

    private readonly MovedRowsSql _rows = new(writer, operation.Rows);
    private readonly string _table = writer.Table(operation.Table, operation.Schema);

    public IEnumerable<SqlStatement> Create()
    {
        if (operation.Rows.PartRows is PartRows.Several)
        {
            var several = new MySqlSeveralRows(writer, operation, _rows, Recorded("        "));
            yield return Trigger("i", "AFTER INSERT", _table, several.Inserted());
            yield return Trigger("u", "AFTER UPDATE", _table, several.Updated());
            yield return Trigger("pi", "AFTER INSERT", _rows.Part, several.PartInserted());
            yield return Trigger("pu", "AFTER UPDATE", _rows.Part, several.PartUpdated());
            yield return Trigger("pd", "AFTER DELETE", _rows.Part, several.PartDeleted());
            yield break;
        }

        var follows = operation.Rows.PartRows is PartRows.Follow;
        if (follows)
            yield return Trigger("i", "AFTER INSERT", _table, Whole(update: false));
        yield return Trigger("u", "AFTER UPDATE", _table, follows ? Whole(update: true) : WholeOfStaying());
        yield return Trigger("pi", "AFTER INSERT", _rows.Part, PartWritten());
        if (_rows.PartChanged is not null)
            yield return Trigger("pu", "AFTER UPDATE", _rows.Part, PartWritten());
        yield return follows ? Trigger("pd", "AFTER DELETE", _rows.Part, PartDeleted()) : Trigger("pb", "BEFORE INSERT", _rows.Part, PartThatStays());
    }

    public static IEnumerable<SqlStatement> Drop(SqlWriter writer, TablePhasedOperation operation, string? partSchema)
        => Triggers.Select(t => new SqlStatement(
            $"DROP TRIGGER IF EXISTS {writer.Table(DualWriteNames.Trigger(operation, t.Suffix), t.OfPart ? partSchema : operation.Schema)}"));

    private SqlStatement Trigger(string suffix, string when, string table, string body)
        => new(
            $"CREATE TRIGGER {writer.Table(DualWriteNames.Trigger(operation, suffix), suffix[0] == 'p' ? operation.Rows.PartSchema : operation.Schema)} "
            + $"{when} ON {table} FOR EACH ROW\n{body}")
        {
            IsCompound = true,
        };

    private string Whole(bool update)
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var part = MovedRowsSql.Of(writer, "part");
        var columns = operation.Rows.Columns.Select(c => c.PartColumn).DefaultIfEmpty(operation.Rows.PartKey[0]).Select(writer.Column);
        var known = $"SELECT 1 FROM {_rows.Part} AS part WHERE {_rows.Match(@new, part)}";
        var parent = _rows.HasParent(@new) is { } there ? $" AND {there}" : "";
        var recorded = operation.OldIsPart ? "" : Recorded("        ");
        var write = $"    IF {_rows.Present(@new)} AND NOT EXISTS ({known} AND NOT ({_rows.Differ(@new, part)})){parent} THEN\n"
            + $"        INSERT INTO {_rows.Part} ({writer.Columns(_rows.PartColumns)}) VALUES ({_rows.UpValues(@new)})\n"
            + $"            ON DUPLICATE KEY UPDATE {string.Join(", ", columns.Select(c => $"{c} = VALUES({c})"))};\n"
            + recorded;
        if (!update)
            return $"BEGIN\n{write}    END IF;\nEND";
        return $"BEGIN\nIF {_rows.WholeChanged} THEN\n{write}"
            + $"    ELSEIF NOT {_rows.Present(@new)}{_rows.AndWasPresent(MovedRowsSql.Of(writer, "OLD"))} AND EXISTS ({known} AND {_rows.Differ(@new, part)}) THEN\n"
            + $"        DELETE FROM {_rows.Part} WHERE {_rows.Match(@new, writer.Column)};\n{recorded}    END IF;\nEND IF;\nEND";
    }

    private string PartWritten()
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var whole = MovedRowsSql.Of(writer, "whole");
        return Update(
            $"EXISTS (SELECT 1 FROM {_table} AS whole WHERE {_rows.Match(whole, @new)} AND {_rows.Differ(whole, @new)}{_rows.AndParentTold(whole)})",
            $"{_table} SET {_rows.DownAssignments(@new, writer.Column)} WHERE {_rows.Match(writer.Column, @new)}", byPart: true);
    }

    private string PartDeleted()
    {
        var old = MovedRowsSql.Of(writer, "OLD");
        var whole = MovedRowsSql.Of(writer, "whole");
        return Update(
            $"EXISTS (SELECT 1 FROM {_table} AS whole WHERE {_rows.Match(whole, old)} AND {_rows.Present(whole)})",
            $"{_table} SET {_rows.AbsentAssignments} WHERE {_rows.Match(writer.Column, old)}", byPart: true);
    }

    private string WholeOfStaying()
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var part = MovedRowsSql.Of(writer, "part");
        return Update(
            $"{_rows.WholeChanged} AND EXISTS (SELECT 1 FROM {_rows.Part} AS part WHERE {_rows.Match(@new, part)} AND {_rows.Differ(@new, part)})",
            $"{_rows.Part} SET {_rows.UpAssignments(@new, writer.Column)} WHERE {_rows.Match(@new, writer.Column)}", byPart: false);
    }

    // A trigger that looks before it writes: its own statement may be at that table.
    private string Update(string condition, string update, bool byPart)
        => $"BEGIN\n    IF {condition} THEN\n        UPDATE {update};\n{(byPart == operation.OldIsPart ? Recorded("        ") : "")}    END IF;\nEND";

    // What a new row does not say is in the table's row, which must not change before this one can be seen.
    private string PartThatStays()
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var whole = MovedRowsSql.Of(writer, "whole");
        var taken = operation.Rows.Columns.Select(c =>
            $"    IF {@new(c.PartColumn)} IS NULL THEN\n        SET {@new(c.PartColumn)} = (SELECT {ColumnTemplate.Render(c.UpTemplate, whole)} FROM {_table} AS whole "
            + $"WHERE {_rows.Match(whole, @new)} LOCK IN SHARE MODE);\n    END IF;\n");
        return $"BEGIN\n{string.Concat(taken)}END";
    }

    // Only MariaDB has sequences.
    private string Recorded(string indent) => $"{indent}/*M!100300 DO NEXT VALUE FOR {record}; */\n";
}
