namespace EfPhased.Testing.Running;

internal static partial class PostgreSqlObjects
{
    private const string Call = "SELECT f()";

    private static IEnumerable<PlantedObject> Routines =>
    [
        new("function with a parsed body", [Parsed("FUNCTION f() RETURNS bigint", "SELECT count(\"Name\") FROM \"People\"")], ("function public.f()", Fate.Refused)),
        new("procedure with a parsed body", [Parsed("PROCEDURE other.f(x int)", "UPDATE \"People\" SET \"Name\" = ''")], ("procedure other.f(integer)", Fate.Refused)),
        Breaking("SQL function", SqlText("FUNCTION f() RETURNS text", "SELECT \"Name\" FROM \"People\" LIMIT 1")),
        Breaking("hostile formatting", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r text;BEGIN SELECT/*\"x\" /* nested */ */p . \"Name\"INTO r FROM--\n\"People\"AS p;RETURN r;END")),
        Breaking("another schema's function", PlPgSql("FUNCTION other.g() RETURNS text", "BEGIN RETURN (SELECT \"Name\" FROM public.\"People\" LIMIT 1); END"), "function other.g()", "SELECT other.g()"),
        Breaking("update", PlPgSql("PROCEDURE f()", "BEGIN UPDATE \"People\" SET \"FullName\" = '', \"Name\" = '' WHERE \"Id\" = 1; END"), "procedure public.f()", "CALL f()"),
        Breaking("insert with columns", PlPgSql("PROCEDURE f()", "BEGIN INSERT INTO \"People\" (\"Id\", \"Name\") SELECT 7, \"FullName\" FROM \"Orders\" o, \"People\" LIMIT 1; END"), "procedure public.f()", "CALL f()"),
        Breaking("insert or update", PlPgSql("PROCEDURE f()", "BEGIN INSERT INTO \"People\" AS p VALUES (1, 'a', 'b') ON CONFLICT (\"Id\") DO UPDATE SET \"FullName\" = EXCLUDED.\"Name\"; END"), "procedure public.f()", "CALL f()"),
        Breaking("merge", PlPgSql("PROCEDURE f()",
            "BEGIN MERGE INTO \"People\" AS p USING \"Orders\" o ON o.\"PersonId\" = p.\"Id\" WHEN MATCHED THEN UPDATE SET \"Name\" = o.\"Name\"; END"), "procedure public.f()", "CALL f()"),
        Breaking("record of a loop", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r record; s text = ''; BEGIN FOR r IN SELECT * FROM \"People\" LOOP s := s || r.\"Name\"; END LOOP; RETURN s; END")),
        Breaking("row variable", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r \"People\"%ROWTYPE; BEGIN SELECT * INTO r FROM \"People\" LIMIT 1; IF r.\"Name\" <> '' THEN RETURN 'x'; END IF; RETURN ''; END")),
        Breaking("type of a variable", PlPgSql("FUNCTION f() RETURNS text", "DECLARE v \"People\".\"Name\"%TYPE; BEGIN RETURN v; END"), use: "ALTER FUNCTION f() COST 7; SELECT f()"), // compiled anew, as in a new session
        Breaking("common table expression", SqlText("FUNCTION f() RETURNS text", "WITH x AS (SELECT * FROM \"People\") SELECT x.\"Name\" FROM x LIMIT 1")),
        Breaking("subquery's alias", SqlText("FUNCTION f() RETURNS text", "SELECT max(x.\"Name\") FROM (SELECT p.* FROM \"People\" p) x")),
        Breaking("outer query's column", SqlText("FUNCTION f() RETURNS bigint", "SELECT count(*) FROM \"People\" p WHERE EXISTS (SELECT 1 FROM other.\"People\" o WHERE o.\"Id\" = length(p.\"Name\"))")),
        Breaking("unicode escapes", SqlText("FUNCTION f() RETURNS text", "SELECT max(U&\"\\004Eame\") FROM \"People\"")),
        Breaking("a branch that is seldom taken", PlPgSql("FUNCTION f() RETURNS text",
            "BEGIN IF (SELECT count(*) FROM \"Orders\") < 100 THEN DELETE FROM \"People\" WHERE \"Id\" = 0 AND \"Name\" = 'x'; ELSE RETURN 'many'; END IF; RETURN ''; END")),
        Breaking("text that it runs", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r text; BEGIN EXECUTE 'SELECT \"Name\" FROM \"People\"' INTO r; RETURN r; END")),
        Breaking("text that it puts together", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r text; BEGIN EXECUTE format('SELECT %I FROM %I', 'Name', 'People') INTO r; RETURN r; END")),
        Breaking("rows as arguments", SqlText("FUNCTION f(\"People\") RETURNS text", "SELECT upper($1.\"Name\")"), "function public.f(\"People\")", "SELECT f(p) FROM \"People\" p"),
        Breaking("trigger function", PlPgSql("FUNCTION f() RETURNS trigger", "BEGIN NEW.\"Name\" := trim(NEW.\"Name\"); RETURN NEW; END"),
            "function public.f()", "UPDATE \"People\" SET \"FullName\" = 'x'", "CREATE TRIGGER t BEFORE UPDATE ON \"People\" FOR EACH ROW EXECUTE FUNCTION f()"),
        Breaking("trigger function named like a shim's", PlPgSql("FUNCTION efphased_mine() RETURNS trigger", "BEGIN IF NEW.\"Name\" = '' THEN RETURN NULL; END IF; RETURN NEW; END"),
            "function public.efphased_mine()", "UPDATE \"People\" SET \"FullName\" = 'x'", "CREATE TRIGGER t BEFORE UPDATE ON \"People\" FOR EACH ROW EXECUTE FUNCTION efphased_mine()"),
        new("field of JSON",
            [
                PlPgSql("FUNCTION f() RETURNS trigger", "BEGIN IF to_jsonb(NEW) ->> 'Name' IS NULL THEN RAISE EXCEPTION 'nobody'; END IF; RETURN NEW; END"),
                "CREATE TRIGGER t BEFORE UPDATE ON \"People\" FOR EACH ROW EXECUTE FUNCTION f()",
            ], ("function public.f()", Fate.Changes)) { Use = "UPDATE \"People\" SET \"FullName\" = 'x'" },
        new("all columns as a result", [SqlText("FUNCTION f() RETURNS TABLE (a int, b varchar, c varchar)", "SELECT * FROM \"People\"")], ("function public.f()", Fate.Changes)) { Use = "SELECT * FROM f()" },
        new("all columns into a table",
            ["CREATE TABLE archive (a int, b varchar(100), c varchar(100) NOT NULL)", PlPgSql("PROCEDURE f()", "BEGIN INSERT INTO archive SELECT * FROM \"People\"; END")],
            ("procedure public.f()", Fate.Changes)) { Use = "CALL f()" },
    ];

    public static IReadOnlyList<PlantedObject> LookAlikes =>
    [
        Like("view of another table", "CREATE VIEW v AS SELECT \"Name\" FROM \"Orders\"", "SELECT * FROM v"),
        Like("view of both tables", "CREATE VIEW v AS SELECT o.\"Name\", p.\"FullName\" FROM \"Orders\" o JOIN \"People\" p ON p.\"Id\" = o.\"PersonId\"", "SELECT * FROM v"),
        Like("view of a table of the same name", "CREATE VIEW v AS SELECT \"Name\" FROM other.\"People\"", "SELECT * FROM v"),
        Like("alias", "CREATE VIEW v AS SELECT \"FullName\" AS \"Name\" FROM \"People\"", "SELECT * FROM v"),
        Like("comment", PlPgSql("FUNCTION f() RETURNS bigint", "BEGIN -- \"Name\" of \"People\"\n /* p.\"Name\" */ RETURN (SELECT count(*) FROM \"People\"); END"), Call),
        Like("literal", PlPgSql("FUNCTION f() RETURNS text", "BEGIN RAISE NOTICE 'Name of People'; RETURN 'SELECT \"Name\" FROM \"People\"'; END"), Call),
        Like("other table's column by alias", SqlText("FUNCTION f() RETURNS text", "SELECT o.\"Name\" FROM \"Orders\" o JOIN \"People\" p ON p.\"Id\" = o.\"PersonId\""), Call),
        Like("other table's column in a subquery", SqlText("FUNCTION f() RETURNS bigint", "SELECT count(*) FROM \"People\" WHERE \"FullName\" IN (SELECT \"Name\" FROM \"Orders\")"), Call),
        Like("other schema's table", SqlText("FUNCTION f() RETURNS text", "SELECT max(p.\"Name\") FROM other.\"People\" p"), Call),
        Like("other schema's table on the search path", "CREATE FUNCTION f() RETURNS text LANGUAGE sql SET search_path = other, public AS 'SELECT max(\"Name\") FROM \"People\"'", Call),
        Like("insert into another table", PlPgSql("PROCEDURE f()", "BEGIN INSERT INTO \"Orders\" (\"Id\", \"Name\") SELECT max(o.\"Id\") + 1, max(p.\"FullName\") FROM \"People\" p, \"Orders\" o; END"), "CALL f()"),
        Like("update of another table", PlPgSql("PROCEDURE f()", "BEGIN UPDATE \"Orders\" SET \"Name\" = p.\"FullName\" FROM \"People\" p WHERE p.\"Id\" = \"PersonId\"; END"), "CALL f()"),
        Like("argument of the name", PlPgSql("FUNCTION f(\"Name\" text) RETURNS text", "BEGIN PERFORM count(*) FROM \"People\"; RETURN \"Name\"; END"), "SELECT f('x')"),
        Like("name that folds to another", PlPgSql("FUNCTION f() RETURNS text", "DECLARE Name text = 'x'; r bigint; BEGIN SELECT count(*) INTO r FROM \"People\" WHERE \"FullName\" = Name; RETURN r; END"), Call),
        Like("record of another table", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r record; s text = ''; BEGIN PERFORM 1 FROM \"People\"; FOR r IN SELECT * FROM \"Orders\" LOOP s := s || r.\"Name\"; END LOOP; RETURN s; END"), Call),
        Like("rows that it counts", SqlText("FUNCTION f() RETURNS bigint", "SELECT count(*) FROM \"People\" WHERE EXISTS (SELECT * FROM \"People\")"), Call),
        Like("rows that it returns as they are", SqlText("FUNCTION f() RETURNS SETOF \"People\"", "SELECT * FROM \"People\""), "SELECT count(*) FROM f()"),
        Like("text that it runs about another table", PlPgSql("FUNCTION f() RETURNS text", "DECLARE r text; BEGIN PERFORM 1 FROM \"People\"; EXECUTE 'SELECT \"Name\" FROM \"Orders\"' INTO r; RETURN r; END"), Call),
        new("trigger that looks at no column",
            [PlPgSql("FUNCTION f() RETURNS trigger", "BEGIN PERFORM to_jsonb(NEW); RETURN NEW; END"), "CREATE TRIGGER t BEFORE UPDATE ON \"People\" FOR EACH ROW EXECUTE FUNCTION f()"])
        { Use = "UPDATE \"People\" SET \"FullName\" = 'x'" },
        new("trigger function of another table",
            [PlPgSql("FUNCTION f() RETURNS trigger", "BEGIN NEW.\"Name\" := (SELECT max(\"FullName\") FROM \"People\"); RETURN NEW; END"), "CREATE TRIGGER t BEFORE UPDATE ON \"Orders\" FOR EACH ROW EXECUTE FUNCTION f()"])
        { Use = "UPDATE \"Orders\" SET \"PersonId\" = 2" },
        Like("trigger of other columns", "CREATE TRIGGER t BEFORE UPDATE OF \"FullName\" ON \"People\" FOR EACH ROW WHEN (NEW IS DISTINCT FROM OLD) EXECUTE FUNCTION nothing()", "UPDATE \"People\" SET \"FullName\" = 'x'"),
        Like("publication of the whole table", "CREATE PUBLICATION p FOR TABLE \"People\"", "SELECT * FROM pg_publication_tables WHERE pubname = 'p'"),
        Like("index of another column", "CREATE INDEX i ON \"People\" (lower(\"FullName\"))", "SELECT pg_get_indexdef('i'::regclass)"),
        Like("policy about another column", "CREATE POLICY y ON \"People\" USING (\"FullName\" <> '')", "SELECT * FROM \"People\""),
    ];

    private static PlantedObject Breaking(string title, string create, string label = "function public.f()", string use = Call, params string[] more)
        => new(title, [create, .. more], (label, Fate.Breaks)) { Use = use };

    private static PlantedObject Like(string title, string create, string use) => new(title, [create]) { Use = use };
}
