using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

internal sealed partial class MySqlDependencySql
{
    // The catalog keeps no dependencies of program text, so all of it is looked through. Texts without the names stay on the server.
    public override string Texts(RemovedObject removed, ContractDrops drops)
    {
        var (schema, table) = (Schema(removed), Literal(removed.Table));
        var elsewhere = $"THEN '' ELSE ' {TextTraits.Elsewhere}' END";
        var texts = new List<string>
        {
            $"""
            SELECT 'view' AS kind, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name, NULL AS owner, {Literal(Consequence.Breaks)} AS consequence,
                {Show("VIEW", "TABLE_SCHEMA", "TABLE_NAME")} AS shown, NULLIF(VIEW_DEFINITION, '') AS body,
                CASE WHEN TABLE_SCHEMA = {schema} {elsewhere} AS traits
            FROM information_schema.VIEWS WHERE {NotSystem("TABLE_SCHEMA")} AND {Candidate(removed, "NULLIF(VIEW_DEFINITION, '')", "FALSE")}
            """,
            $"""
            SELECT LOWER(ROUTINE_TYPE), CONCAT(ROUTINE_SCHEMA, '.', ROUTINE_NAME), NULL, {Literal(Consequence.Breaks)},
                CONCAT('SHOW CREATE ', ROUTINE_TYPE, ' `', REPLACE(ROUTINE_SCHEMA, '`', '``'), '`.`', REPLACE(ROUTINE_NAME, '`', '``'), '`'), ROUTINE_DEFINITION,
                CONCAT('{Mode}', SQL_MODE, CASE WHEN ROUTINE_TYPE = 'PROCEDURE' THEN ' {TextTraits.GivesRows}' ELSE '' END, CASE WHEN ROUTINE_SCHEMA = {schema} {elsewhere})
            FROM information_schema.ROUTINES
            WHERE {NotSystem("ROUTINE_SCHEMA")} AND NOT (ROUTINE_SCHEMA = {schema} AND ROUTINE_NAME IN ('efphased_backfill', 'efphased_statement')) AND {Candidate(removed, "ROUTINE_DEFINITION", "FALSE")}
            """,
            $"""
            SELECT 'event', CONCAT(EVENT_SCHEMA, '.', EVENT_NAME), NULL, {Literal(Consequence.Breaks)}, {Show("EVENT", "EVENT_SCHEMA", "EVENT_NAME")}, EVENT_DEFINITION,
                CONCAT('{Mode}', SQL_MODE, CASE WHEN EVENT_SCHEMA = {schema} {elsewhere})
            FROM information_schema.EVENTS WHERE {NotSystem("EVENT_SCHEMA")} AND {Candidate(removed, "EVENT_DEFINITION", "FALSE")}
            """,
            $"""
            SELECT 'trigger', TRIGGER_NAME, CONCAT(EVENT_OBJECT_SCHEMA, '.', EVENT_OBJECT_TABLE), {Literal(Consequence.WritesFail)},
                {Show("TRIGGER", "TRIGGER_SCHEMA", "TRIGGER_NAME")}, ACTION_STATEMENT,
                CONCAT('{Mode}', SQL_MODE, CASE WHEN {IsOurs("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE")} THEN ' {TextTraits.Trigger}' ELSE '' END,
                    CASE WHEN TRIGGER_SCHEMA = {schema} {elsewhere})
            FROM information_schema.TRIGGERS
            WHERE {NotSystem("TRIGGER_SCHEMA")} AND {NotDropped(drops, "EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE", "TRIGGER_NAME")}
                {(removed.Column is null ? $"AND NOT ({IsOurs("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE")})" : "")}
                AND {Candidate(removed, "ACTION_STATEMENT", IsOurs("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE"))}
            """,
        };
        if (removed.Column is { } column)
            texts.AddRange(Expressions(removed, drops, schema, table, Literal(column)));
        return string.Join("\nUNION ALL\n", texts);

        string IsOurs(string inSchema, string name) => $"{inSchema} = {schema} AND {name} = {table}";
    }

    private IEnumerable<string> Expressions(RemovedObject removed, ContractDrops drops, string schema, string table, string column)
    {
        var ofTable = $"TABLE_SCHEMA = {schema} AND TABLE_NAME = {table}";
        var owner = $"CONCAT(TABLE_SCHEMA, '.', TABLE_NAME), ";
        var end = $", '{TextTraits.Expression}'";
        yield return $"""
            SELECT 'generated column', COLUMN_NAME, {owner}{Literal(Consequence.Refused)}, {ShowTable("TABLE_SCHEMA", "TABLE_NAME")}, GENERATION_EXPRESSION{end}
            FROM information_schema.COLUMNS
            WHERE {ofTable} AND COLUMN_NAME <> {column} AND GENERATION_EXPRESSION <> '' AND {NotDropped(drops, "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME")}
            """;

        // A default that is a value and not an expression holds no name in backticks.
        yield return $"""
            SELECT 'default of', COLUMN_NAME, {owner}{Literal(Consequence.Refused)}, {ShowTable("TABLE_SCHEMA", "TABLE_NAME")}, COLUMN_DEFAULT{end}
            FROM information_schema.COLUMNS
            WHERE {ofTable} AND COLUMN_NAME <> {column} AND LOCATE('`', COLUMN_DEFAULT) > 0 AND {NotDropped(drops, "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME")}
            """;
        yield return $"""
            SELECT DISTINCT 'partition key of', CONCAT(TABLE_SCHEMA, '.', TABLE_NAME), NULL, {Literal(Consequence.Refused)}, {ShowTable("TABLE_SCHEMA", "TABLE_NAME")},
                CONCAT_WS(' , ', PARTITION_EXPRESSION, SUBPARTITION_EXPRESSION){end}
            FROM information_schema.PARTITIONS WHERE {ofTable} AND PARTITION_EXPRESSION IS NOT NULL
            """;

        // MariaDB's checks are named per table and have a TABLE_NAME, MySQL's are named per schema and have none: there the name means
        // the outer query's own, and the comparison is true. json_valid is part of MariaDB's type json.
        yield return $"""
            SELECT 'check', CONSTRAINT_NAME, {owner}
                CASE WHEN LOCATE('`', REPLACE(LOWER(clause), LOWER(CONCAT('`', {column}, '`')), '')) > 0 THEN {Literal(Consequence.Refused)} ELSE {Literal(Consequence.Dropped)} END,
                {ShowTable("TABLE_SCHEMA", "TABLE_NAME")}, clause{end}
            FROM (SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.CONSTRAINT_NAME, (SELECT c.CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS c
                    WHERE c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME AND TABLE_NAME = t.TABLE_NAME) AS clause
                FROM information_schema.TABLE_CONSTRAINTS t
                WHERE t.TABLE_SCHEMA = {schema} AND t.TABLE_NAME = {table} AND t.CONSTRAINT_TYPE = 'CHECK') AS checks
            WHERE NOT (CONSTRAINT_NAME = {column} AND clause LIKE 'json\_valid(%') AND {NotDropped(drops, "TABLE_SCHEMA", "TABLE_NAME", "CONSTRAINT_NAME")}
            """;
    }

    // What must not be read is a candidate, too.
    private string Candidate(RemovedObject removed, string text, string attached)
    {
        string Holds(string name) => $"LOCATE(LOWER({Literal(name.Replace("`", "``", StringComparison.Ordinal))}), LOWER({text})) > 0";
        var mentions = removed.Column is null
            ? Holds(removed.Table)
            : $"({Holds(removed.Column)} OR LOCATE('*', {text}) > 0) AND ({attached} OR {Holds(removed.Table)})";
        return $"({text} IS NULL OR ({mentions}))";
    }
}
