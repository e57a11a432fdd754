using System.Text;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The trigger function of a dual-write shim. It runs with the caller's rights and names nothing outside the row but its own record
/// and that in full, so the application's search_path cannot lead it astray.
/// </summary>
internal static class PostgreSqlDualWrite
{
    public static string Function(
        SqlWriter writer, string function, string record, IReadOnlyList<ColumnPair> pairs, IReadOnlyList<ColumnFill> fills, bool newWins)
    {
        var body = new StringBuilder();
        if (pairs.Count > 0)
            body.Append("DECLARE\n    old_alone boolean := false;\n");
        body.Append("BEGIN\n");
        body.Append("    IF TG_OP = 'INSERT' THEN\n");
        foreach (var pair in pairs)
            Insert(body, new PairSql(writer, pair), newWins);
        foreach (var fill in fills)
        {
            var column = $"NEW.{writer.Column(fill.Column)}";
            body.Append($"        IF {column} IS NULL THEN\n            {column} := {PairSql.OfNew(writer, fill.Value)};\n        END IF;\n");
        }

        if (pairs.Count > 0)
        {
            body.Append("    ELSE\n");
            foreach (var pair in pairs)
                Update(body, new PairSql(writer, pair), newWins);
        }

        body.Append("    END IF;\n");
        if (pairs.Count > 0)
            Record(body, record);
        body.Append("    RETURN NEW;\nEND ");
        return $"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS {DollarQuotes.Around(body.ToString())}";
    }

    // The sequence's value is the time of the last write in seconds, moved on only when it is a little old. Without the right to see
    // the schema, which a writer through a view may lack, its name cannot be looked up; and no writer may fail for the sake of a record.
    private static void Record(StringBuilder body, string record)
    {
        var sequence = $"pg_catalog.to_regclass(pg_catalog.quote_ident(TG_TABLE_SCHEMA) || '.{record}')";
        const string now = "pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())::bigint";
        body.Append("    IF old_alone AND pg_catalog.has_schema_privilege(TG_TABLE_SCHEMA, 'USAGE')\n")
            .Append($"        AND coalesce(pg_catalog.pg_sequence_last_value({sequence}), 0) < {now} - {LastWriteSql.Resolution} THEN\n")
            .Append($"        PERFORM pg_catalog.setval({sequence}, {now});\n    END IF;\n");
    }

    private static void Insert(StringBuilder body, PairSql s, bool newWins)
    {
        // An omitted old column arrives as its default, which therefore counts as "not supplied".
        var oldMissing = s.OldDefault is null ? $"{s.Old} IS NULL" : $"{s.Old} IS NULL OR {s.Old} = {s.OldDefault}";
        var oldSupplied = s.OldDefault is null ? $"{s.Old} IS NOT NULL" : $"{s.Old} <> {s.OldDefault}";
        body.Append($"        IF {s.New} IS NULL THEN\n            old_alone := old_alone OR coalesce({oldSupplied}, false);\n            {s.New} := {s.Up};\n");
        body.Append($"        ELSIF {oldMissing} THEN\n            {s.Old} := {s.Down};\n");
        if (newWins)
            body.Append($"        ELSIF {s.Disagree} THEN\n            {s.Old} := {s.Down};\n");
        body.Append("        END IF;\n");
    }

    private static void Update(StringBuilder body, PairSql s, bool newWins)
    {
        body.Append($"        IF {s.OldChanged} THEN\n");

        // An old value that the new one has already is a repair: the filling of a column that a rollback has brought back.
        body.Append($"            IF NOT ({s.NewChanged}) THEN\n                old_alone := old_alone OR {s.Disagree};\n                {s.New} := {s.Up};\n");
        if (newWins)
            body.Append($"            ELSIF {s.Disagree} THEN\n                {s.Old} := {s.Down};\n");
        body.Append("            END IF;\n");

        // A new value that is already up(old) is the backfill's: answering it would push a lossy value back into the old column.
        body.Append($"        ELSIF {s.NewChanged} AND {s.Disagree} THEN\n            {s.Old} := {s.Down};\n        END IF;\n");
    }
}
