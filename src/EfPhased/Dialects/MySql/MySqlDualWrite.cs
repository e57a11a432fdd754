namespace EfPhased.Dialects.MySql;

/// <summary>
/// The SET lists of a shim's triggers. Assignments run from left to right and see each other's results, so their order matters.
/// </summary>
internal static class MySqlDualWrite
{
    public static string Insert(SqlWriter writer, string record, Shim shim, bool newWins)
    {
        var assignments = new List<string>();
        foreach (var group in shim.Groups)
        {
            var s = new GroupSql(writer, group);
            if (s.Telltale is { } telltale)
            {
                // Whether it is missing says all, so it is the last to be assigned.
                InsertNew(assignments, s, record, $"{telltale.Supplied} AND ", "1 = 0");
                var missing = telltale.Default is null ? telltale.Missing : $"({telltale.Missing})";
                foreach (var old in s.Old.Where(o => o != telltale).Append(telltale))
                {
                    var derive = newWins ? $"({missing} OR ({NewSupplied(s)} AND {GroupSql.Whole(s.Disagree)}))" : missing;
                    assignments.Add($"{old.Row} = CASE WHEN {derive} THEN {old.Derived} ELSE {old.Row} END");
                }
            }
            else
            {
                // The old side first: it is derived only where the new one was supplied, which the next assignments would hide.
                for (var i = 0; i < s.Old.Count; i++)
                {
                    var oldMissing = Missing(s.Old, i);
                    var derive = newWins ? $"({oldMissing} OR {s.Disagree})" : oldMissing;
                    assignments.Add($"{s.Old[i].Row} = CASE WHEN {NewSupplied(s)} AND {derive} THEN {s.Old[i].Derived} ELSE {s.Old[i].Row} END");
                }

                InsertNew(assignments, s, record, "", Missing(s.Old, 0));
            }
        }

        assignments.AddRange(shim.Fills.Select(f => Fill(writer, f)));
        return string.Join(",\n    ", assignments);
    }

    public static string Update(SqlWriter writer, string record, Shim shim, bool newWins)
    {
        var assignments = new List<string>();
        foreach (var group in shim.Groups)
        {
            var s = new GroupSql(writer, group);

            // The new side first: it is derived only where the old one changed and the new one did not. The next assignments
            // are then judged on a group that agrees, and leave it alone. An old value that the new one has already is a repair.
            for (var i = 0; i < s.New.Count; i++)
            {
                var repair = s.IsCopy ? "" : $" AND {GroupSql.Whole(s.OldDisagrees)}";
                var recorded = i == 0 ? Recorded($"NOT ({s.Disagree})", record) : "";
                assignments.Add(
                    $"{s.New[i].Row} = CASE WHEN {GroupSql.Whole(s.OldChanged)} AND {Unchanged(s.New, i)}{repair}{recorded} THEN {s.New[i].Derived} ELSE {s.New[i].Row} END");
            }

            // A new value that is already up(old) is the backfill's: answering it would push a lossy value back into the old column.
            for (var i = 0; i < s.Old.Count; i++)
            {
                var derive = $"{GroupSql.Whole(s.NewChanged)} AND {GroupSql.Whole(s.Disagree)}";
                if (!newWins)
                    derive = $"{Unchanged(s.Old, i)} AND {derive}";
                assignments.Add($"{s.Old[i].Row} = CASE WHEN {derive} THEN {s.Old[i].Derived} ELSE {s.Old[i].Row} END");
            }
        }

        assignments.AddRange(shim.Fills.Where(f => f.Follows).Select(f => Follow(writer, f)));
        assignments.AddRange(shim.Fills.Where(f => f.OnUpdate || f.Always).Select(f => Fill(writer, f)));
        return string.Join(",\n    ", assignments);
    }

    private static void InsertNew(List<string> assignments, GroupSql s, string record, string when, string oldMissing)
    {
        for (var i = 0; i < s.New.Count; i++)
        {
            var recorded = i == 0 ? Recorded(oldMissing, record) : "";
            assignments.Add($"{s.New[i].Row} = CASE WHEN {when}{NewMissing(s, i)}{recorded} THEN {s.New[i].Derived} ELSE {s.New[i].Row} END");
        }
    }

    private static string NewSupplied(GroupSql s) => GroupSql.Whole(string.Join(" OR ", s.New.Select(n => $"{n.Row} IS NOT NULL")));

    // What stood in a column that an earlier assignment has derived is gone; that it agrees now tells enough.
    private static string NewMissing(GroupSql s, int next)
        => string.Join(" AND ", s.New.Select((n, i) => i < next ? $"NOT ({n.Disagrees})" : $"{n.Row} IS NULL"));

    private static string Missing(IReadOnlyList<SideSql> old, int next)
        => string.Join(" AND ", old.Select((o, i) => i < next ? $"NOT ({o.Disagrees})" : o.Default is null ? o.Missing : $"({o.Missing})"));

    private static string Unchanged(IReadOnlyList<SideSql> side, int next)
        => string.Join(" AND ", side.Select((c, i) => i < next ? $"NOT ({c.Changed} AND {c.Disagrees})" : $"NOT ({c.Changed})"));

    // The column is computed anew while it holds what it was computed to be, and this update does not write it.
    private static string Follow(SqlWriter writer, ColumnFill fill)
    {
        var (now, before) = ($"NEW.{writer.Column(fill.Column)}", $"OLD.{writer.Column(fill.Column)}");
        var unwritten = $"NOT ({writer.Differs(now, before, fill.Type)})";
        var computed = $"NOT ({writer.DiffersFrom(before, writer.Fitted(SideSql.OfOld(writer, fill.Value), fill.Type), fill.Type)})";
        return $"{now} = CASE WHEN {unwritten} AND {computed} THEN {SideSql.OfNew(writer, fill.Value)} ELSE {now} END";
    }

    private static string Fill(SqlWriter writer, ColumnFill fill)
    {
        var column = $"NEW.{writer.Column(fill.Column)}";
        if (fill.Always)
            return $"{column} = {SideSql.OfNew(writer, fill.Value)}";
        return $"{column} = CASE WHEN {column} IS NULL THEN {SideSql.OfNew(writer, fill.Value)} ELSE {column} END";
    }

    // Counts a write through the old shape alone: always true, and evaluated only where everything before it is. Only MariaDB reads it.
    private static string Recorded(string unless, string record) => $" /*M!100300 AND ({unless} OR NEXT VALUE FOR {record} > 0) */";
}
