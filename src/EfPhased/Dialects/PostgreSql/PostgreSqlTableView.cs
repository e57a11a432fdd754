using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// A view that stands in for a table under its old name: the server passes reads and writes on by itself.
/// https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS
/// </summary>
internal static class PostgreSqlTableView
{
    public static IEnumerable<SqlStatement> Rename(SqlWriter writer, RenameTableBehindViewOperation o)
    {
        var (old, renamed, @new) = (writer.Table(o.Table, o.Schema), writer.Table(o.NewName, o.Schema), writer.Table(o.NewName, o.NewSchema ?? o.Schema));
        var moves = o.NewSchema is not null && o.NewSchema != o.Schema;
        if (o.Revert)
        {
            yield return new($"DROP VIEW {old}");
            if (moves)
                yield return o.Schema is { } schema ? new($"ALTER TABLE {@new} SET SCHEMA {writer.Column(schema)}") : ToDefaultSchema(writer.Literal(@new));
            if (o.NewName != o.Table)
                yield return new($"ALTER TABLE {renamed} RENAME TO {writer.Column(o.Table)}");
            yield break;
        }

        if (o.NewName != o.Table)
            yield return new($"ALTER TABLE {old} RENAME TO {writer.Column(o.NewName)}");
        if (moves)
            yield return new($"ALTER TABLE {renamed} SET SCHEMA {writer.Column(o.NewSchema!)}");
        foreach (var statement in Create(writer, old, @new, o.Columns))
            yield return statement;
    }

    public static IEnumerable<SqlStatement> Create(SqlWriter writer, string view, string table, IReadOnlyList<string> columns)
    {
        yield return new($"CREATE VIEW {view} AS SELECT {writer.Columns(columns)} FROM {table}");
        yield return new($"DO {DollarQuotes.Around(Rights(writer.Literal(view), writer.Literal(table)) + "\n")}");
    }

    private static SqlStatement ToDefaultSchema(string table)
        => new($"DO {DollarQuotes.Around($"BEGIN EXECUTE format('ALTER TABLE %s SET SCHEMA %I', {table}::regclass, current_schema()); END")}");

    // Whoever could use the table under its old name still can, and is judged by the table's own policies. Before PostgreSQL 15 a
    // view reads with its owner's rights, to whom policies may not apply.
    private static string Rights(string view, string table) => $"""
        DECLARE
            view regclass := to_regclass({view});
            base regclass := to_regclass({table});
            granted record;
        BEGIN
            IF current_setting('server_version_num')::int >= 150000 THEN
                EXECUTE format('ALTER VIEW %s SET (security_invoker = true)', view);
            ELSIF (SELECT relrowsecurity FROM pg_class WHERE oid = base) THEN
                RAISE EXCEPTION 'EFP2062: % has row security, which a view passes by before PostgreSQL 15. Keep the name of the table: ToTable in the model.', base;
            END IF;
            FOR granted IN
                SELECT a.grantee, a.privilege_type AS privilege, a.is_grantable FROM pg_class c, aclexplode(c.relacl) a
                WHERE c.oid = base AND a.grantee <> c.relowner AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                UNION ALL
                SELECT a.grantee, format('%s (%I)', a.privilege_type, p.attname), a.is_grantable
                FROM pg_class c JOIN pg_attribute p ON p.attrelid = c.oid JOIN pg_attribute v ON v.attrelid = view AND v.attname = p.attname,
                    aclexplode(p.attacl) a
                WHERE c.oid = base AND a.grantee <> c.relowner AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE')
            LOOP
                EXECUTE format('GRANT %s ON %s TO %s%s', granted.privilege, view,
                    CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                    CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
            END LOOP;
            IF (SELECT v.relowner <> b.relowner FROM pg_class v, pg_class b WHERE v.oid = view AND b.oid = base) THEN
                EXECUTE format('ALTER VIEW %s OWNER TO %I', view, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = base));
            END IF;
        END
        """;
}
