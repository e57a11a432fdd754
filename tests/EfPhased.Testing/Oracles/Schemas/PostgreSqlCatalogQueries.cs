namespace EfPhased.Testing.Oracles.Schemas;

/// <summary>
/// Each query answers kind, schema, name and one fact (or NULL for the bare existence).
/// https://www.postgresql.org/docs/current/catalogs.html
/// </summary>
internal static class PostgreSqlCatalogQueries
{
    private const string UserSchema = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private static string NotOfExtension(string alias) =>
        $"NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.deptype = 'e' AND e.objid = {alias}.oid AND e.classid = {alias}.tableoid)";

    private static readonly string UserTable =
        $"{UserSchema} AND c.relkind IN ('r', 'p') AND {NotOfExtension("c")}";

    private static readonly string Schemas = $"""
        SELECT 'schema', n.nspname, '', 'comment ' || quote_literal(obj_description(n.oid, 'pg_namespace'))
        FROM pg_catalog.pg_namespace n WHERE {UserSchema}
        """;

    private const string Extensions = """
        SELECT 'extension', n.nspname, x.extname, NULL
        FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
        """;

    private static readonly string Tables = $"""
        SELECT 'table', n.nspname, c.relname, f.fact
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (VALUES
            (NULL),
            ('comment ' || quote_literal(obj_description(c.oid, 'pg_class'))),
            ('options ' || array_to_string(c.reloptions, ', ')),
            ('grants ' || (SELECT string_agg(a::text, ', ' ORDER BY a::text) FROM unnest(c.relacl) a)),
            (CASE WHEN c.relpersistence <> 'p' THEN 'persistence ' || c.relpersistence::text END),
            (CASE WHEN c.relreplident <> 'd' THEN 'replica identity ' || c.relreplident::text END),
            (CASE WHEN c.relrowsecurity THEN 'row security' || CASE WHEN c.relforcerowsecurity THEN ' forced' ELSE '' END END),
            (CASE WHEN c.relkind = 'p' THEN 'partitioned by ' || pg_get_partkeydef(c.oid) END),
            (CASE WHEN c.relispartition THEN 'partition ' || pg_get_expr(c.relpartbound, c.oid) END)
        ) f(fact)
        WHERE {UserTable}
        """;

    private static readonly string Columns = $"""
        SELECT 'table', n.nspname, c.relname,
            'column ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' not null' ELSE ' null' END
            || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END
            || coalesce(CASE WHEN a.attgenerated <> '' THEN ' generated ' || a.attgenerated::text || ' as ' ELSE ' default ' END
                || pg_get_expr(d.adbin, d.adrelid), '')
            || coalesce((SELECT ' collate ' || quote_ident(l.collname) FROM pg_catalog.pg_collation l
                WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation), '')
            || coalesce(' comment ' || quote_literal(col_description(c.oid, a.attnum)), '')
            || coalesce(' grants ' || (SELECT string_agg(g::text, ', ' ORDER BY g::text) FROM unnest(a.attacl) g), '')
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE {UserTable} AND a.attnum > 0 AND NOT a.attisdropped
        """;

    private static readonly string Indexes = $"""
        SELECT 'table', n.nspname, c.relname,
            'index ' || pg_get_indexdef(i.indexrelid)
            || CASE WHEN i.indisvalid AND i.indisready AND i.indislive THEN '' ELSE ' INVALID' END
            || CASE WHEN i.indisclustered THEN ' clustered' ELSE '' END
            || CASE WHEN i.indisreplident THEN ' replica identity' ELSE '' END
            || coalesce(' comment ' || quote_literal(obj_description(i.indexrelid, 'pg_class')), '')
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserSchema} AND c.relkind IN ('r', 'p', 'm')
        """;

    // PostgreSQL 18 lists NOT NULL as constraints; the column says it already, unless it is not proved yet.
    private static readonly string Constraints = $"""
        SELECT 'table', n.nspname, c.relname,
            'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
            || CASE WHEN k.convalidated OR pg_get_constraintdef(k.oid) LIKE '%NOT VALID' THEN '' ELSE ' NOT VALID' END
            || coalesce(' comment ' || quote_literal(obj_description(k.oid, 'pg_constraint')), '')
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserTable} AND (k.contype <> 'n' OR NOT k.convalidated) AND k.contype <> 't'
        """;

    private static readonly string Triggers = $"""
        SELECT 'table', n.nspname, c.relname,
            'trigger ' || pg_get_triggerdef(t.oid)
            || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' enabled ' || t.tgenabled::text END
            || coalesce(' comment ' || quote_literal(obj_description(t.oid, 'pg_trigger')), '')
        FROM pg_catalog.pg_trigger t
        JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserSchema} AND NOT t.tgisinternal
        """;

    private static readonly string Policies = $"""
        SELECT 'table', n.nspname, c.relname,
            'policy ' || quote_ident(p.polname) || ' for ' || p.polcmd::text || CASE WHEN p.polpermissive THEN '' ELSE ' restrictive' END
            || ' to ' || (SELECT string_agg(coalesce(r.rolname, 'public'), ', ' ORDER BY r.rolname)
                FROM unnest(p.polroles) o LEFT JOIN pg_catalog.pg_roles r ON r.oid = o)
            || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
            || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
        FROM pg_catalog.pg_policy p
        JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """;

    private static readonly string Rules = $"""
        SELECT 'table', n.nspname, c.relname, 'rule ' || pg_get_ruledef(r.oid)
        FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserTable}
        """;

    private static readonly string Statistics = $"""
        SELECT 'table', n.nspname, c.relname, 'statistics ' || pg_get_statisticsobjdef(s.oid)
        FROM pg_catalog.pg_statistic_ext s
        JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserTable}
        """;

    private static readonly string Views = $"""
        SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, n.nspname, c.relname, f.fact
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (VALUES
            ('as ' || pg_get_viewdef(c.oid, true)),
            ('options ' || array_to_string(c.reloptions, ', ')),
            ('comment ' || quote_literal(obj_description(c.oid, 'pg_class'))),
            ('grants ' || (SELECT string_agg(a::text, ', ' ORDER BY a::text) FROM unnest(c.relacl) a))
        ) f(fact)
        WHERE {UserSchema} AND c.relkind IN ('v', 'm') AND {NotOfExtension("c")}
        """;

    private static readonly string Routines = $"""
        SELECT 'routine', n.nspname, p.proname, f.fact
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        CROSS JOIN LATERAL (VALUES
            (CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE 'aggregate ' || p.oid::regprocedure::text END),
            ('comment ' || quote_literal(obj_description(p.oid, 'pg_proc')))
        ) f(fact)
        WHERE {UserSchema} AND {NotOfExtension("p")}
        """;

    private static readonly string Sequences = $"""
        SELECT 'sequence', n.nspname, c.relname,
            format_type(s.seqtypid, NULL) || ' start ' || s.seqstart || ' increment ' || s.seqincrement
            || ' from ' || s.seqmin || ' to ' || s.seqmax || ' cache ' || s.seqcache || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END
            || coalesce((SELECT ' owned by ' || d.refobjid::regclass::text || '.' || quote_ident(a.attname)
                FROM pg_catalog.pg_depend d
                JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                WHERE d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')), '')
        FROM pg_catalog.pg_sequence s
        JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserSchema}
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class o ON o.oid = d.refobjid
                WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND (o.relname ILIKE '\_\_EF%' OR o.relname ILIKE 'efphased%'))
        """;

    private static readonly string Types = $"""
        SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END, n.nspname, t.typname,
            CASE t.typtype
                WHEN 'e' THEN 'labels ' || (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                    FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)
                WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) || CASE WHEN t.typnotnull THEN ' not null' ELSE '' END
                    || coalesce(' default ' || t.typdefault, '')
                    || coalesce((SELECT string_agg(' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
                        FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid), '')
                ELSE (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND NOT a.attisdropped)
            END
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
        WHERE {UserSchema} AND (t.typtype IN ('e', 'd') OR (t.typtype = 'c' AND c.relkind = 'c'))
            AND {NotOfExtension("t")}
        """;

    public static IReadOnlyList<string> All { get; } =
    [
        Schemas, Extensions, Tables, Columns, Indexes, Constraints, Triggers, Policies, Rules, Statistics, Views, Routines, Sequences, Types,
    ];
}
