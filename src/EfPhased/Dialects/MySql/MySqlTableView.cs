using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// A view that stands in for a table under its old name. Names of tables and views are swapped by one statement, which is atomic;
/// what comes before it only prepares and can run again.
/// </summary>
internal static class MySqlTableView
{
    public static IEnumerable<SqlStatement> Rename(SqlWriter writer, RenameTableBehindViewOperation o, Func<string, string, SqlStatement> stop)
    {
        var (old, @new, standby) = (writer.Table(o.Table, o.Schema), writer.Table(o.NewName, o.Schema), writer.Table(o.Standby, o.Schema));
        if (o.Revert)
        {
            yield return new($"RENAME TABLE {old} TO {standby}, {@new} TO {old}");
            yield break;
        }

        // A view is made for tables that exist, so another one stands where the table will be. Nobody else's may stand there.
        yield return stop(
            $"EFP2063: {o.NewName} exists already, so {o.Table} cannot take that name",
            $"EXISTS (SELECT 1 FROM information_schema.TABLES AS taken LEFT JOIN information_schema.VIEWS AS ours "
            + $"ON ours.TABLE_SCHEMA = taken.TABLE_SCHEMA AND ours.TABLE_NAME = taken.TABLE_NAME AND LOCATE({writer.Literal(writer.Column(o.Table))}, ours.VIEW_DEFINITION) > 0 "
            + $"WHERE taken.TABLE_SCHEMA = {(o.Schema is { } schema ? writer.Literal(schema) : "DATABASE()")} AND taken.TABLE_NAME = {writer.Literal(o.NewName)} AND ours.TABLE_NAME IS NULL)");
        yield return new($"CREATE OR REPLACE VIEW {@new} AS SELECT {writer.Columns(o.Columns)} FROM {old}");
        yield return new($"CREATE OR REPLACE VIEW {standby} AS SELECT {writer.Columns(o.Columns)} FROM {@new}");
        yield return new($"DROP VIEW {@new}");
        yield return new($"RENAME TABLE {old} TO {@new}, {standby} TO {old}");
    }
}
