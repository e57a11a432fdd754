namespace EfPhased.Dialects.MySql;

/// <summary>
/// The SET lists of a shim's triggers. Assignments run from left to right and see each other's results, so their order matters.
/// </summary>
internal static class MySqlDualWrite
{
    public static string Insert(SqlWriter writer, string record, IReadOnlyList<ColumnPair> pairs, IReadOnlyList<ColumnFill> fills, bool newWins)
    {
        var assignments = new List<string>();
        foreach (var pair in pairs)
        {
            var s = new PairSql(writer, pair);

            // The old side first: it is derived only where the new one was supplied, which the second assignment would hide.
            var oldMissing = pair.OldDefault is null ? $"{s.Old} IS NULL" : $"({s.Old} IS NULL OR {s.Old} = {pair.OldDefault})";
            var derive = newWins ? $"({oldMissing} OR {s.Disagree})" : oldMissing;
            assignments.Add($"{s.Old} = CASE WHEN {s.New} IS NOT NULL AND {derive} THEN {s.Down} ELSE {s.Old} END");
            assignments.Add($"{s.New} = CASE WHEN {s.New} IS NULL{Recorded(oldMissing, record)} THEN {s.Up} ELSE {s.New} END");
        }

        foreach (var fill in fills)
        {
            var column = $"NEW.{writer.Column(fill.Column)}";
            assignments.Add($"{column} = CASE WHEN {column} IS NULL THEN {PairSql.OfNew(writer, fill.Value)} ELSE {column} END");
        }

        return string.Join(",\n    ", assignments);
    }

    public static string Update(SqlWriter writer, string record, IReadOnlyList<ColumnPair> pairs, bool newWins)
    {
        var assignments = new List<string>();
        foreach (var pair in pairs)
        {
            var s = new PairSql(writer, pair);

            // The new side first: it is derived only where the old one changed and the new one did not. The second assignment
            // is then judged on a pair that agrees, and leaves it alone.
            assignments.Add($"{s.New} = CASE WHEN {s.OldChanged} AND NOT ({s.NewChanged}){Recorded($"NOT ({s.Disagree})", record)} THEN {s.Up} ELSE {s.New} END");

            // A new value that is already up(old) is the backfill's: answering it would push a lossy value back into the old column.
            var derive = newWins ? $"{s.NewChanged} AND {s.Disagree}" : $"NOT ({s.OldChanged}) AND {s.NewChanged} AND {s.Disagree}";
            assignments.Add($"{s.Old} = CASE WHEN {derive} THEN {s.Down} ELSE {s.Old} END");
        }

        return string.Join(",\n    ", assignments);
    }

    // Counts a write through the old shape alone: always true, and evaluated only where everything before it is. Only MariaDB reads it.
    private static string Recorded(string unless, string record) => $" /*M!100300 AND ({unless} OR NEXT VALUE FOR {record} > 0) */";
}
