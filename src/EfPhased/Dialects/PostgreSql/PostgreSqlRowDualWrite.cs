using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The trigger functions that keep a table's columns in step with the rows of its part. Each writes to the other table only where the
/// two do not agree, so what it sets off there finds nothing to do.
/// </summary>
internal sealed class PostgreSqlRowDualWrite(SqlWriter writer, AddRowDualWriteOperation operation)
{
    private readonly MovedRowsSql _rows = new(writer, operation.Rows);

    public IEnumerable<SqlStatement> Create(string record)
    {
        var table = writer.Table(operation.Table, operation.Schema);
        var function = writer.Table(DualWriteNames.Function(operation), operation.Schema);
        var partFunction = writer.Table(DualWriteNames.PartFunction(operation), operation.Schema);
        yield return new($"CREATE SEQUENCE IF NOT EXISTS {record}");
        yield return new($"GRANT USAGE, SELECT, UPDATE ON SEQUENCE {record} TO PUBLIC");
        var follows = operation.Rows.PartRows is PartRows.Follow or PartRows.Several;
        var (whole, part) = operation.Rows.PartRows switch
        {
            PartRows.Follow => (Whole(), PartSide(table)),
            PartRows.Several when new PostgreSqlSeveralRows(writer, operation, _rows) is var several => (several.Whole(), several.PartSide(table)),
            _ => (WholeOfStaying(), PartThatStays(table)),
        };
        yield return Function(function, whole, !operation.OldIsPart);
        yield return Function(partFunction, part, operation.OldIsPart);
        if (follows)
            yield return Trigger("i", "AFTER INSERT", table, "", function);
        else
            yield return Trigger("pb", "BEFORE INSERT", _rows.Part, $" WHEN ({_rows.Untold(MovedRowsSql.Of(writer, "NEW"))})", partFunction);
        yield return Trigger("u", "AFTER UPDATE", table, $" WHEN ({_rows.WholeChanged})", function);
        yield return Trigger("pi", follows ? "AFTER INSERT OR DELETE" : "AFTER INSERT", _rows.Part, "", partFunction);
        if (_rows.PartChanged is { } changed)
            yield return Trigger("pu", "AFTER UPDATE", _rows.Part, $" WHEN ({changed})", partFunction);
    }

    public static IEnumerable<SqlStatement> Drop(SqlWriter writer, DropRowDualWriteOperation operation, string record)
    {
        foreach (var (suffix, table) in new[]
        {
            ("i", writer.Table(operation.Table, operation.Schema)), ("u", writer.Table(operation.Table, operation.Schema)),
            ("pi", writer.Table(operation.Part, operation.PartSchema)), ("pu", writer.Table(operation.Part, operation.PartSchema)),
            ("pb", writer.Table(operation.Part, operation.PartSchema)),
        })
            yield return new($"DROP TRIGGER IF EXISTS {writer.Column(DualWriteNames.Trigger(operation, suffix))} ON {table}");
        yield return new($"DROP FUNCTION IF EXISTS {writer.Table(DualWriteNames.Function(operation), operation.Schema)}()");
        yield return new($"DROP FUNCTION IF EXISTS {writer.Table(DualWriteNames.PartFunction(operation), operation.Schema)}()");
        yield return new($"DROP SEQUENCE IF EXISTS {record}");
    }

    private SqlStatement Trigger(string suffix, string when, string table, string condition, string function)
        => new($"CREATE TRIGGER {writer.Column(DualWriteNames.Trigger(operation, suffix))} {when} ON {table}\n"
            + $"    FOR EACH ROW{condition}\n    EXECUTE FUNCTION {function}()");

    // The other table is named without a schema where the model names none: the function then looks for it where the migration does,
    // whatever the writer's search_path.
    private SqlStatement Function(string function, string body, bool recordsOld)
    {
        var path = operation.Schema is null || operation.Rows.PartSchema is null || operation.Rows.Principal is { Schema: null } ? " SET search_path FROM CURRENT" : "";
        var recorded = recordsOld ? PostgreSqlDualWrite.Record("FOUND", DualWriteNames.Record(operation), operation.OldIsPart ? SchemaOfRecord : "TG_TABLE_SCHEMA") : "";
        return new($"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql{path} AS "
            + DollarQuotes.Around($"BEGIN\n{body}{recorded}    RETURN NULL;\nEND "));
    }

    private string SchemaOfRecord
        => operation.Schema is { } schema ? writer.Literal(schema) : operation.Rows.PartSchema is null ? "TG_TABLE_SCHEMA" : "pg_catalog.current_schema()";

    private string Whole()
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var part = MovedRowsSql.Of(writer, "part");
        var columns = operation.Rows.Columns.Select(c => writer.Column(c.PartColumn)).ToList();
        var conflict = columns.Count == 0
            ? "DO NOTHING"
            : $"DO UPDATE SET {string.Join(", ", columns.Select(c => $"{c} = EXCLUDED.{c}"))}\n            WHERE {_rows.Differ(@new, part)}";
        var values = _rows.HasParent(@new) is { } parent ? $"SELECT {_rows.UpValues(@new)} WHERE {parent}" : $"VALUES ({_rows.UpValues(@new)})";
        return $"    IF {_rows.Present(@new)} THEN\n"
            + $"        INSERT INTO {_rows.Part} AS part ({writer.Columns(_rows.PartColumns)}) {values}\n"
            + $"            ON CONFLICT ({writer.Columns(operation.Rows.PartKey)}) {conflict};\n"
            + "    ELSIF TG_OP = 'UPDATE' THEN\n"
            + $"        DELETE FROM {_rows.Part} AS part WHERE {_rows.Match(@new, part)} AND {_rows.Differ(@new, part)}{_rows.AndWasPresent(MovedRowsSql.Of(writer, "OLD"))};\n"
            + "    END IF;\n";
    }

    private string PartSide(string table)
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var old = MovedRowsSql.Of(writer, "OLD");
        var whole = MovedRowsSql.Of(writer, "whole");
        return "    IF TG_OP = 'DELETE' THEN\n"
            + $"        UPDATE {table} AS whole SET {_rows.AbsentAssignments}\n            WHERE {_rows.Match(whole, old)} AND {_rows.Present(whole)};\n"
            + "    ELSE\n"
            + $"        UPDATE {table} AS whole SET {_rows.DownAssignments(@new, whole)}\n            WHERE {_rows.Match(whole, @new)} AND {_rows.Differ(whole, @new)}{_rows.AndParentTold(whole)};\n"
            + "    END IF;\n";
    }

    private string WholeOfStaying()
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var part = MovedRowsSql.Of(writer, "part");
        return $"    UPDATE {_rows.Part} AS part SET {_rows.UpAssignments(@new, writer.Column)}\n"
            + $"        WHERE {_rows.Match(@new, part)} AND {_rows.Differ(@new, part)};\n";
    }

    // What a new row does not say is in the table's row, which must not change before this one can be seen.
    private string PartThatStays(string table)
    {
        var @new = MovedRowsSql.Of(writer, "NEW");
        var whole = MovedRowsSql.Of(writer, "whole");
        var held = MovedRowsSql.Of(writer, "held");
        var taken = operation.Rows.Columns.Select(c =>
            $"                IF {@new(c.PartColumn)} IS NULL THEN\n                    {@new(c.PartColumn)} := {ColumnTemplate.Render(c.UpTemplate, held)};\n                END IF;\n");
        return "    IF TG_WHEN = 'BEFORE' THEN\n        DECLARE\n            held record;\n        BEGIN\n"
            + $"            SELECT {string.Join(", ", _rows.WholeColumns.Select(whole))} INTO held FROM {table} AS whole\n"
            + $"                WHERE {_rows.Match(whole, @new)} FOR NO KEY UPDATE;\n"
            + $"            IF FOUND THEN\n{string.Concat(taken)}            END IF;\n"
            + "            RETURN NEW;\n        END;\n    END IF;\n"
            + $"    UPDATE {table} AS whole SET {_rows.DownAssignments(@new, whole)}\n        WHERE {_rows.Match(whole, @new)} AND {_rows.Differ(whole, @new)};\n";
    }
}
