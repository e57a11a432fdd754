using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

internal sealed class MySqlDependencySql(SqlWriter writer) : DependencySql(writer)
{
    public override string Known(RemovedObject removed)
    {
        var referenced =
            "SELECT 'foreign key', CONSTRAINT_NAME, TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE "
            + $"WHERE REFERENCED_TABLE_SCHEMA = {Schema(removed)} AND REFERENCED_TABLE_NAME = {Writer.Literal(removed.Table)} AND ";
        if (removed.Column is null)
            return referenced + $"NOT (TABLE_SCHEMA = {Schema(removed)} AND TABLE_NAME = {Writer.Literal(removed.Table)})";

        // The server takes the column out of these and says nothing.
        var indexes =
            "SELECT 'index over several columns', INDEX_NAME, TABLE_NAME FROM information_schema.STATISTICS "
            + $"WHERE TABLE_SCHEMA = {Schema(removed)} AND TABLE_NAME = {Writer.Literal(removed.Table)} GROUP BY INDEX_NAME, TABLE_NAME "
            + $"HAVING COUNT(*) > 1 AND SUM(COLUMN_NAME = {Writer.Literal(removed.Column)}) > 0";
        return $"{referenced}REFERENCED_COLUMN_NAME = {Writer.Literal(removed.Column)}\nUNION\n{indexes}";
    }

    // The catalog keeps no dependencies of program text, so all of it is read.
    public override string Texts(RemovedObject removed)
    {
        var schema = Schema(removed);
        var table = Writer.Literal(removed.Table);
        var texts = new List<string>
        {
            $"SELECT 'view', TABLE_NAME, NULLIF(VIEW_DEFINITION, ''), 0 FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {schema}",
            $"SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, ROUTINE_DEFINITION, 0 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = {schema}",
            $"SELECT 'event', EVENT_NAME, EVENT_DEFINITION, 0 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = {schema}",
            $"SELECT 'trigger', TRIGGER_NAME, ACTION_STATEMENT, EVENT_OBJECT_TABLE = {table} FROM information_schema.TRIGGERS "
                + $"WHERE TRIGGER_SCHEMA = {schema} AND LEFT(TRIGGER_NAME, {DualWriteNames.TriggerPrefix.Length}) <> {Writer.Literal(DualWriteNames.TriggerPrefix)}",
        };
        if (removed.Column is { } column)
        {
            texts.Add(
                "SELECT 'generated column', CONCAT(TABLE_NAME, '.', COLUMN_NAME), GENERATION_EXPRESSION, 1 FROM information_schema.COLUMNS "
                + $"WHERE TABLE_SCHEMA = {schema} AND TABLE_NAME = {table} AND COLUMN_NAME <> {Writer.Literal(column)} AND GENERATION_EXPRESSION <> ''");
            texts.Add(
                "SELECT 'check', c.CONSTRAINT_NAME, c.CHECK_CLAUSE, 1 FROM information_schema.CHECK_CONSTRAINTS c "
                + "JOIN information_schema.TABLE_CONSTRAINTS t ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME "
                + $"WHERE t.TABLE_SCHEMA = {schema} AND t.TABLE_NAME = {table} AND t.CONSTRAINT_TYPE = 'CHECK' "
                + $"AND c.CONSTRAINT_NAME <> {Writer.Literal(column)}");
        }

        return string.Join("\nUNION ALL\n", texts);
    }

    private string Schema(RemovedObject removed) => removed.Schema is null ? "DATABASE()" : Writer.Literal(removed.Schema);
}
