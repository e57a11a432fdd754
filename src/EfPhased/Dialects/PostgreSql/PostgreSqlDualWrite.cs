using System.Text;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// The trigger function of a dual-write shim. It runs with the caller's rights and names nothing outside the row, so the
/// application's search_path cannot lead it astray.
/// </summary>
internal static class PostgreSqlDualWrite
{
    public static string Function(
        SqlWriter writer, string function, IReadOnlyList<ColumnPair> pairs, IReadOnlyList<ColumnFill> fills, bool newWins)
    {
        var body = new StringBuilder();
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

        body.Append("    END IF;\n    RETURN NEW;\nEND ");
        return $"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS {DollarQuotes.Around(body.ToString())}";
    }

    private static void Insert(StringBuilder body, PairSql s, bool newWins)
    {
        // An omitted old column arrives as its default, which therefore counts as "not supplied".
        var oldMissing = s.OldDefault is null ? $"{s.Old} IS NULL" : $"{s.Old} IS NULL OR {s.Old} = {s.OldDefault}";
        body.Append($"        IF {s.New} IS NULL THEN\n            {s.New} := {s.Up};\n");
        body.Append($"        ELSIF {oldMissing} THEN\n            {s.Old} := {s.Down};\n");
        if (newWins)
            body.Append($"        ELSIF {s.Disagree} THEN\n            {s.Old} := {s.Down};\n");
        body.Append("        END IF;\n");
    }

    private static void Update(StringBuilder body, PairSql s, bool newWins)
    {
        body.Append($"        IF {s.OldChanged} THEN\n");
        body.Append($"            IF NOT ({s.NewChanged}) THEN\n                {s.New} := {s.Up};\n");
        if (newWins)
            body.Append($"            ELSIF {s.Disagree} THEN\n                {s.Old} := {s.Down};\n");
        body.Append("            END IF;\n");

        // A new value that is already up(old) is the backfill's: answering it would push a lossy value back into the old column.
        body.Append($"        ELSIF {s.NewChanged} AND {s.Disagree} THEN\n            {s.Old} := {s.Down};\n        END IF;\n");
    }
}
