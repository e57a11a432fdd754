using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Gives a column's numbers another source that goes on where the last one stopped: a sequence of its own behind a default (serial), or
/// an identity. The table is locked first, so that nobody draws a number in between; nothing reads its rows.
/// </summary>
internal static class PostgreSqlNumbering
{
    /// <summary>Null for a change that the provider's own statement makes.</summary>
    public static string? Write(SqlWriter writer, AlterColumnOperation alter)
    {
        var (table, column) = (writer.Table(alter.Table, alter.Schema), writer.Column(alter.Name));
        var place = $"WHERE attrelid = {writer.Literal(table)}::pg_catalog.regclass AND attname = {writer.Literal(alter.Name)}";
        return (alter.OldColumn.IsSerial(), alter.OldColumn.IsNumbered(), alter.IsSerial(), alter.IsNumbered()) switch
        {
            (true, _, false, true) => Block($"EXISTS (SELECT FROM pg_catalog.pg_attribute {place} AND attidentity <> '')", writer, table, alter, $$"""
                    ALTER TABLE {{table}} ALTER COLUMN {{column}} DROP DEFAULT;
                    EXECUTE pg_catalog.format('DROP SEQUENCE %s', numbers);
                    EXECUTE pg_catalog.format('ALTER TABLE {{Escape(table)}} ALTER COLUMN {{Escape(column)}} ADD GENERATED {{(alter.IsAlways() ? "ALWAYS" : "BY DEFAULT")}} AS IDENTITY (SEQUENCE NAME %s)', numbers);
                    PERFORM pg_catalog.setval(numbers::pg_catalog.regclass, upto, false);

                """),
            (false, true, true, _) => Block($"NOT EXISTS (SELECT FROM pg_catalog.pg_attribute {place} AND attidentity <> '')", writer, table, alter, $"""
                    ALTER TABLE {table} ALTER COLUMN {column} DROP IDENTITY;
                {Serial(writer, table, column, alter)}    PERFORM pg_catalog.setval(numbers::pg_catalog.regclass, upto, false);

                """),
            (_, false, true, _) => Serial(writer, table, column, alter, place),
            _ => null,
        };
    }

    /// <summary>
    /// The options of an identity that a column gets, where they say up to which number the server counts and the application goes on:
    /// rows that the server has numbered before are below that. Null for other changes.
    /// </summary>
    public static NumberingOptions? BelowTheApplications(AlterColumnOperation alter)
        => !alter.OldColumn.IsNumbered() && alter.IsNumbered() && !alter.IsSerial() && NumberingOptions.Of(alter) is { Max: not null } options ? options : null;

    /// <summary>
    /// Makes the column an identity that goes on above the rows below its limit. They are read before the table is locked; who writes
    /// meanwhile gives numbers above it.
    /// </summary>
    /// <param name="writer">Writes names and literals.</param>
    /// <param name="alter">The operation.</param>
    /// <param name="options">What its identity is told.</param>
    /// <param name="change">The provider's own statements for it.</param>
    public static string GoOn(SqlWriter writer, AlterColumnOperation alter, NumberingOptions options, IEnumerable<string> change)
    {
        var (table, column) = (writer.Table(alter.Table, alter.Schema), writer.Column(alter.Name));
        return "DO " + DollarQuotes.Around(
            $"""
            DECLARE
                upto bigint;
            BEGIN
                IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = {writer.Literal(table)}::pg_catalog.regclass AND attname = {writer.Literal(alter.Name)} AND attidentity <> '') THEN
                    RETURN;
                END IF;
                SELECT pg_catalog.max({column}) INTO upto FROM {table} WHERE {column} BETWEEN {Invariant(options.Start ?? options.Min ?? 1)} AND {Invariant(options.Max!.Value)};
                {string.Join("\n    ", change.Select(c => c.Trim().ReplaceLineEndings("\n    ")))}
                IF upto IS NOT NULL THEN
                    PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence({writer.Literal(table)}, {writer.Literal(alter.Name)})::pg_catalog.regclass, upto);
                END IF;
            END 
            """.ReplaceLineEndings("\n"));
    }

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Block(string done, SqlWriter writer, string table, AlterColumnOperation alter, string change)
    {
        var missing = writer.Literal($"EFP2083: no sequence belongs to {alter.Table}.{alter.Name}, so it cannot be said which number comes next. Give it the one "
            + "that its default draws from with ALTER SEQUENCE … OWNED BY, then run the same command again.");
        return "DO " + DollarQuotes.Around(
            $"""
            DECLARE
                numbers text;
                upto bigint;
                given record;
            BEGIN
                IF {done} THEN
                    RETURN;
                END IF;
                LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE;
                numbers := pg_catalog.pg_get_serial_sequence({writer.Literal(table)}, {writer.Literal(alter.Name)});
                IF numbers IS NULL THEN
                    RAISE EXCEPTION USING MESSAGE = {missing};
                END IF;
                upto := pg_catalog.nextval(numbers::pg_catalog.regclass);
            {change}END 
            """.ReplaceLineEndings("\n"));
    }

    // A default that draws from a sequence needs a right that an identity does not: whoever may insert rows gets it.
    private static string Serial(SqlWriter writer, string table, string column, AlterColumnOperation alter)
        => $$"""
                EXECUTE pg_catalog.format('CREATE SEQUENCE %s AS {{Escape(alter.ColumnType!)}} OWNED BY {{Escape(table)}}.{{Escape(column)}}', numbers);
                EXECUTE pg_catalog.format('ALTER TABLE {{Escape(table)}} ALTER COLUMN {{Escape(column)}} SET DEFAULT nextval(%L)', numbers);
                FOR given IN SELECT DISTINCT g.grantee FROM pg_catalog.pg_class c
                    CROSS JOIN LATERAL (SELECT c.relacl UNION ALL SELECT a.attacl FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid) AS rights(acl)
                    CROSS JOIN LATERAL pg_catalog.aclexplode(rights.acl) g
                    WHERE c.oid = {{writer.Literal(table)}}::pg_catalog.regclass AND g.privilege_type = 'INSERT' AND g.grantee <> c.relowner
                LOOP
                    EXECUTE pg_catalog.format('GRANT USAGE ON SEQUENCE %s TO %s', numbers, CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE given.grantee::pg_catalog.regrole::text END);
                END LOOP;

            """.ReplaceLineEndings("\n");

    private static string Serial(SqlWriter writer, string table, string column, AlterColumnOperation alter, string place)
        => "DO " + DollarQuotes.Around(
            $"""
            DECLARE
                numbers text := {writer.Literal(writer.Table($"{alter.Table}_{alter.Name}_seq", alter.Schema))};
                given record;
            BEGIN
                IF EXISTS (SELECT FROM pg_catalog.pg_attribute {place} AND atthasdef) THEN
                    RETURN;
                END IF;
            {Serial(writer, table, column, alter)}END 
            """.ReplaceLineEndings("\n"));

    private static bool IsAlways(this AlterColumnOperation alter) => alter.Numbering()!.Contains("Always", StringComparison.Ordinal);

    // Inside a literal, and inside a format.
    private static string Escape(string sql) => sql.Replace("'", "''", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal);
}
