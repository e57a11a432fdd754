using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Defaults, comments and numbering of columns that change places. An identity column's sequence cannot be given away, so it is made
/// again with the same name, options, grants and state; nobody draws from it meanwhile, because the table is locked.
/// </summary>
internal static class PostgreSqlSwapNumbering
{
    public static string Write(SqlWriter writer, IReadOnlyList<SwappedTable> tables)
    {
        var columns = tables.SelectMany(t => t.Columns.Select(
            c => $"({PostgreSqlSwapGuard.Class(writer, t)}, {writer.Literal(c.Name)}, {writer.Literal(c.Other)})"));
        return
            $$"""
                FOR moved IN
                    SELECT v.rel, v.gone, v.come, a.attidentity, a.attnum, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS preset,
                        pg_catalog.col_description(a.attrelid, a.attnum) AS comment,
                        CASE b.atttypid WHEN 'smallint'::pg_catalog.regtype THEN 32767 WHEN 'integer'::pg_catalog.regtype THEN 2147483647
                            ELSE 9223372036854775807 END AS most
                    FROM (VALUES {{string.Join(", ", columns)}}) AS v(rel, gone, come)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = v.rel AND a.attname = v.gone
                    JOIN pg_catalog.pg_attribute b ON b.attrelid = v.rel AND b.attname = v.come
                    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                LOOP
                    IF moved.comment IS NOT NULL THEN
                        EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', moved.rel, moved.come, moved.comment);
                        EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS NULL', moved.rel, moved.gone);
                    END IF;
                    IF moved.preset IS NOT NULL THEN
                        EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s, ALTER COLUMN %I DROP DEFAULT',
                            moved.rel, moved.come, moved.preset, moved.gone);
                    END IF;
                    SELECT c.oid::pg_catalog.regclass AS sequence, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name,
                        c.relacl, c.relowner, s.*, CASE s.seqtypid WHEN 'smallint'::pg_catalog.regtype THEN 32767 WHEN 'integer'::pg_catalog.regtype
                            THEN 2147483647 ELSE 9223372036854775807 END AS most INTO numbers
                    FROM pg_catalog.pg_depend d
                    JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
                    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = moved.rel AND d.refobjsubid = moved.attnum
                        AND d.deptype IN ('a', 'i');
                    CONTINUE WHEN NOT FOUND;
                    EXECUTE pg_catalog.format('SELECT last_value, is_called FROM %s', numbers.sequence) INTO last, called;
                    IF last > moved.most THEN
                        RAISE EXCEPTION USING MESSAGE = 'EFP2081: the sequence ' || numbers.sequence || ' has reached ' || last || ', and the column '
                            || moved.rel || '.' || moved.gone || ' would go back to a type that ends at ' || moved.most || '. Go forward instead, or set the '
                            || 'sequence back below the end where the rows leave room, and run the same command again.';
                    END IF;
                    IF moved.attidentity = '' THEN
                        EXECUTE pg_catalog.format('ALTER SEQUENCE %s OWNED BY %s.%I', numbers.sequence, moved.rel, moved.come);
                        CONTINUE;
                    END IF;
                    given := ARRAY(
                        SELECT pg_catalog.format('GRANT %s ON SEQUENCE %s TO %s%s', g.privilege_type, numbers.name,
                            CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::pg_catalog.regrole::text END, CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' END)
                        FROM pg_catalog.aclexplode(numbers.relacl) g WHERE g.grantee <> numbers.relowner);
                    EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I DROP IDENTITY', moved.rel, moved.gone);
                    EXECUTE pg_catalog.format(
                        'ALTER TABLE %s ALTER COLUMN %I ADD GENERATED %s AS IDENTITY (SEQUENCE NAME %s START WITH %s INCREMENT BY %s %s %s CACHE %s %s)',
                        moved.rel, moved.come, CASE moved.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, numbers.name, numbers.seqstart,
                        numbers.seqincrement,
                        CASE WHEN (numbers.seqincrement > 0 AND numbers.seqmin = 1) OR numbers.seqmin = -numbers.most - 1 THEN 'NO MINVALUE' ELSE 'MINVALUE ' || numbers.seqmin END,
                        CASE WHEN (numbers.seqincrement < 0 AND numbers.seqmax = -1) OR numbers.seqmax = numbers.most THEN 'NO MAXVALUE' ELSE 'MAXVALUE ' || numbers.seqmax END,
                        numbers.seqcache, CASE WHEN numbers.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END);
                    PERFORM pg_catalog.setval(numbers.name::pg_catalog.regclass, last, called);
                    FOREACH statement IN ARRAY given LOOP
                        EXECUTE statement;
                    END LOOP;
                END LOOP;

            """;
    }

    /// <summary>
    /// Sessions have compiled trigger functions for the types that the columns had, and would fail with "type of parameter does not
    /// match". Whatever changes a function, even to what it is, has them compile it anew.
    /// </summary>
    public static string Recompile(SqlWriter writer, IReadOnlyList<SwappedTable> tables) =>
        $"""
            FOR moved IN
                SELECT DISTINCT p.oid::pg_catalog.regprocedure AS name, p.procost FROM pg_catalog.pg_trigger t
                JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
                JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
                WHERE t.tgrelid IN ({string.Join(", ", tables.Select(t => PostgreSqlSwapGuard.Class(writer, t)))}) AND NOT t.tgisinternal
                    AND pg_catalog.pg_has_role(p.proowner, 'USAGE')
            LOOP
                EXECUTE pg_catalog.format('ALTER FUNCTION %s COST %s', moved.name, moved.procost);
            END LOOP;

        """;
}
