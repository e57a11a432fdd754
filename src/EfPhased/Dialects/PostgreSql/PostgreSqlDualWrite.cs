using System.Text;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The trigger function of a dual-write shim. It runs with the caller's rights and names nothing outside the row but its own record
/// and that in full, so the application's search_path cannot lead it astray. Where its expressions convert to a type of the user's own,
/// they name it as the migration does, and find it where that does.
/// </summary>
internal static class PostgreSqlDualWrite
{
    public static string Function(SqlWriter writer, string function, string record, Shim shim, bool newWins)
    {
        var groups = shim.Groups.Select(g => new GroupSql(writer, g)).ToList();
        var body = new StringBuilder();
        if (shim.HasTwoShapes)
            body.Append("DECLARE\n    old_alone boolean := false;\n");
        body.Append("BEGIN\n");
        if (shim.HasTwoShapes || shim.Fills.Any(IsOnInsert))
        {
            body.Append("    IF TG_OP = 'INSERT' THEN\n");
            foreach (var group in groups)
                Insert(body, group, newWins);
            foreach (var fill in shim.Fills.Where(IsOnInsert))
                Fill(body, writer, fill, "        ");
            if (shim.HasTwoShapes)
            {
                body.Append("    ELSE\n");
                foreach (var group in groups)
                    Update(body, group, newWins);
            }

            body.Append("    END IF;\n");
        }

        foreach (var fill in shim.Fills.Where(f => f.Follows))
        {
            body.Append($"    IF TG_OP = 'UPDATE' AND {Moved(writer, fill)} THEN\n");
            body.Append($"        NEW.{writer.Column(fill.Column)} := {SideSql.OfNew(writer, fill.Value)};\n    END IF;\n");
        }

        foreach (var fill in shim.Fills.Where(f => f.OnUpdate && !f.Always))
            Fill(body, writer, fill, "    ");
        foreach (var fill in shim.Fills.Where(f => f.Always))
            body.Append($"    NEW.{writer.Column(fill.Column)} := {SideSql.OfNew(writer, fill.Value)};\n");
        if (shim.HasTwoShapes)
            body.Append(Record("old_alone", record, "TG_TABLE_SCHEMA"));
        body.Append("    RETURN NEW;\nEND ");
        var path = shim.Groups.Any(NamesType) ? " SET search_path FROM CURRENT" : "";
        return $"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql{path} AS {DollarQuotes.Around(body.ToString())}";
    }

    private static bool NamesType(ShimGroup group)
        => !group.IsCopy && group.Old.Concat(group.New).Any(c => c.Type is { } type && PostgreSqlTypes.IsForeign(type));

    private static bool IsOnInsert(ColumnFill fill) => fill is { OnUpdate: false, Always: false };

    /// <summary>The column still holds what it was computed to be, and that is something else now.</summary>
    public static string Moved(SqlWriter writer, ColumnFill fill)
    {
        var (now, before) = ($"NEW.{writer.Column(fill.Column)}", $"OLD.{writer.Column(fill.Column)}");
        var old = writer.Fitted(SideSql.OfOld(writer, fill.Value), fill.Type);
        return $"{writer.Differs(writer.Fitted(SideSql.OfNew(writer, fill.Value), fill.Type), old, fill.Type)} "
            + $"AND NOT ({writer.Differs(now, before, fill.Type)}) AND NOT ({writer.Differs(before, old, fill.Type)})";
    }

    private static void Fill(StringBuilder body, SqlWriter writer, ColumnFill fill, string indent)
    {
        var column = $"NEW.{writer.Column(fill.Column)}";
        body.Append($"{indent}IF {column} IS NULL THEN\n{indent}    {column} := {SideSql.OfNew(writer, fill.Value)};\n{indent}END IF;\n");
    }

    // The sequence's value is the time of the last write in seconds, moved on only when it is a little old. A session looks at it once
    // a second, which a setting of its own remembers: looking costs more than all else that the trigger does. Without the right to
    // see the schema, which a writer through a view may lack, its name cannot be looked up; and no writer may fail for a record's sake.
    public static string Record(string when, string record, string schema)
    {
        var sequence = $"pg_catalog.to_regclass(pg_catalog.quote_ident({schema}) || '.{record}')";
        const string now = "pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())::bigint";
        return $"    IF {when} AND pg_catalog.current_setting('{record}.looked', true) IS DISTINCT FROM {now}::text THEN\n"
            + $"        PERFORM pg_catalog.set_config('{record}.looked', {now}::text, false);\n"
            + $"        IF pg_catalog.has_schema_privilege({schema}, 'USAGE')\n"
            + $"            AND coalesce(pg_catalog.pg_sequence_last_value({sequence}), 0) < {now} - {LastWriteSql.Resolution} THEN\n"
            + $"            PERFORM pg_catalog.setval({sequence}, {now});\n        END IF;\n    END IF;\n";
    }

    private static void Insert(StringBuilder body, GroupSql s, bool newWins)
    {
        body.Append($"        IF {s.NewMissing} THEN\n            old_alone := old_alone OR coalesce({s.OldSupplied}, false);\n");
        Derive(body, s.New, "            ");
        body.Append($"        ELSIF {s.OldMissing} THEN\n");
        Derive(body, s.Old, "            ");
        if (newWins)
        {
            body.Append($"        ELSIF {s.Disagree} THEN\n");
            Derive(body, s.Old, "            ");
        }

        body.Append("        END IF;\n");
    }

    private static void Update(StringBuilder body, GroupSql s, bool newWins)
    {
        body.Append($"        IF {s.OldChanged} THEN\n");

        // An old value that the new one has already is a repair: the filling of a column that a rollback has brought back. Answering
        // it would push a value that says less back into the new column.
        body.Append($"            IF NOT ({s.NewChanged}){(s.IsCopy ? "" : $" AND {GroupSql.Whole(s.OldDisagrees)}")} THEN\n");
        Derive(body, s.New, "                ");
        body.Append($"                old_alone := old_alone OR {s.NewChanged};\n");
        if (newWins)
        {
            body.Append($"            ELSIF {s.Disagree} THEN\n");
            Derive(body, s.Old, "                ");
        }

        body.Append("            END IF;\n");

        // A new value that is already up(old) is the backfill's: answering it would push a lossy value back into the old column.
        body.Append($"        ELSIF {GroupSql.Whole(s.NewChanged)} AND {GroupSql.Whole(s.Disagree)} THEN\n");
        Derive(body, s.Old, "            ");
        body.Append("        END IF;\n");
    }

    private static void Derive(StringBuilder body, IEnumerable<SideSql> columns, string indent)
    {
        foreach (var column in columns)
            body.Append($"{indent}{column.Row} := {column.Derived};\n");
    }
}
