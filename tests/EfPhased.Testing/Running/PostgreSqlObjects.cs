namespace EfPhased.Testing.Running;

internal static partial class PostgreSqlObjects
{
    public static IReadOnlyList<PlantedObject> Uses =>
    [
        new("view", ["CREATE VIEW v AS SELECT \"Name\" FROM \"People\""], ("view public.v", Fate.Refused)),
        new("view in another schema, with alias", ["CREATE VIEW other.v AS SELECT upper(x.\"Name\") AS loud FROM public.\"People\" x"], ("view other.v", Fate.Refused)),
        new("view with a name that needs quotes", ["CREATE VIEW \"a \"\"b.c\" AS SELECT \"Name\" FROM \"People\""], ("view public.\"a \"\"b.c\"", Fate.Refused)),
        new("view over whole rows", ["CREATE VIEW v AS SELECT to_jsonb(p) AS j FROM \"People\" p"], ("view public.v", Fate.Changes)) { Use = "SELECT j::text FROM v" },
        new("materialized view", ["CREATE MATERIALIZED VIEW m AS SELECT \"Name\" FROM \"People\""], ("materialized view public.m", Fate.Refused)),
        new("rule on the table", ["CREATE RULE r AS ON UPDATE TO \"People\" WHERE NEW.\"Name\" = 'x' DO INSTEAD NOTHING"], ("rule r", Fate.Refused)),
        new("rule on another table", ["CREATE RULE r AS ON DELETE TO \"Orders\" DO ALSO UPDATE \"People\" SET \"Name\" = '' WHERE \"Id\" = OLD.\"PersonId\""], ("rule r", Fate.Refused)),
        new("trigger of columns", ["CREATE TRIGGER t BEFORE UPDATE OF \"Name\" ON \"People\" FOR EACH ROW EXECUTE FUNCTION nothing()"], ("trigger t", Fate.Refused)),
        new("trigger with a condition", ["CREATE TRIGGER t BEFORE UPDATE ON \"People\" FOR EACH ROW WHEN (NEW.\"Name\" <> '') EXECUTE FUNCTION nothing()"], ("trigger t", Fate.Refused)),
        new("trigger named like a shim's", ["CREATE TRIGGER zz_efphased_renamename_01234567_u BEFORE UPDATE OF \"Name\" ON \"People\" FOR EACH ROW EXECUTE FUNCTION nothing()"],
            ("trigger zz_efphased_renamename_01234567_u", Fate.Refused)),
        new("policy", ["CREATE POLICY y ON \"People\" USING (\"Name\" <> '')"], ("policy y", Fate.Refused)),
        new("policy of another table", ["CREATE POLICY y ON \"Orders\" USING (EXISTS (SELECT 1 FROM \"People\" p WHERE p.\"Name\" = \"Orders\".\"Name\"))"], ("policy y", Fate.Refused)),
        new("generated column", ["ALTER TABLE \"People\" ADD \"Loud\" text GENERATED ALWAYS AS (upper(\"Name\")) STORED"], ("generated column \"Loud\"", Fate.Refused)),
        new("default from a sequence that goes with the column",
            ["CREATE SEQUENCE s OWNED BY \"People\".\"Name\"", "CREATE TABLE n (d int DEFAULT nextval('s'))"], ("default of d", Fate.Refused)),
        new("check", ["ALTER TABLE \"People\" ADD CONSTRAINT c CHECK (\"Name\" <> '')"], ("check c", Fate.Dropped)),
        new("check over two columns", ["ALTER TABLE \"People\" ADD CONSTRAINT c CHECK (\"Name\" <> \"FullName\")"], ("check c", Fate.Dropped)),
        new("foreign key from elsewhere",
            ["ALTER TABLE \"People\" ADD CONSTRAINT u UNIQUE (\"Name\")", "CREATE TABLE other.n (a varchar(100) CONSTRAINT f REFERENCES \"People\" (\"Name\"))"],
            ("unique constraint u", Fate.Dropped), ("foreign key f", Fate.Refused)),
        new("foreign key to elsewhere",
            ["CREATE TABLE names (n varchar(100) PRIMARY KEY)", "INSERT INTO names VALUES ('Ann')", "ALTER TABLE \"People\" ADD CONSTRAINT f FOREIGN KEY (\"Name\") REFERENCES names"],
            ("foreign key f", Fate.Dropped)),
        new("exclusion constraint", ["ALTER TABLE \"People\" ADD CONSTRAINT e EXCLUDE USING btree (\"Name\" WITH =)"], ("exclusion constraint e", Fate.Dropped)),
        new("index", ["CREATE INDEX i ON \"People\" (\"Name\")"], ("index public.i", Fate.Dropped)),
        new("index over several columns", ["CREATE INDEX i ON \"People\" (\"FullName\", \"Name\")"], ("index public.i", Fate.Dropped)),
        new("index that includes", ["CREATE INDEX i ON \"People\" (\"Id\") INCLUDE (\"Name\")"], ("index public.i", Fate.Dropped)),
        new("unique index", ["CREATE UNIQUE INDEX i ON \"People\" (\"Name\")"], ("unique index public.i", Fate.Dropped)),
        new("partial index", ["CREATE INDEX i ON \"People\" (\"Id\") WHERE \"Name\" <> ''"], ("partial index public.i", Fate.Dropped)),
        new("expression index", ["CREATE INDEX i ON \"People\" (lower(\"Name\"))"], ("expression index public.i", Fate.Dropped)),
        new("statistics", ["CREATE STATISTICS other.s ON \"Name\", \"FullName\" FROM \"People\""], ("statistics other.s", Fate.Dropped)),
        new("publication with columns", ["CREATE PUBLICATION p FOR TABLE \"People\" (\"Id\", \"Name\")"], ("publication p", Fate.Refused)),
        new("publication with a filter", ["CREATE PUBLICATION p FOR TABLE \"People\" WHERE (\"Name\" <> '')"], ("publication p", Fate.Refused)),
        new("inheriting table", ["CREATE TABLE kid () INHERITS (\"People\")"], ("inheriting table public.kid", Fate.Dropped)),
        new("partition key",
            ["DROP TABLE \"People\"", "CREATE TABLE \"People\" (\"Id\" int, \"Name\" varchar(100)) PARTITION BY LIST (\"Name\")"], ("partition key of public.\"People\"", Fate.Refused)),
        new("partition key expression",
            ["DROP TABLE \"People\"", "CREATE TABLE \"People\" (\"Id\" int, \"Name\" varchar(100)) PARTITION BY LIST (lower(\"Name\"))"],
            ("partition key of public.\"People\"", Fate.Refused)),
        new("view on a partition",
            [.. Partitioned, "CREATE VIEW v AS SELECT \"Name\" FROM people_1"], ("view public.v", Fate.Refused)),
        new("index on one partition", [.. Partitioned, "CREATE INDEX i ON people_1 (\"Name\")"], ("index public.i", Fate.Dropped)),
        new("index on all partitions", [.. Partitioned, "CREATE INDEX i ON \"People\" (\"Name\")"], ("index public.i", Fate.Dropped)),
        .. Routines,
    ];

    private static string[] Partitioned =>
    [
        "DROP TABLE \"People\"",
        "CREATE TABLE \"People\" (\"Id\" int, \"Name\" varchar(100), \"FullName\" varchar(100)) PARTITION BY RANGE (\"Id\")",
        "CREATE TABLE people_1 PARTITION OF \"People\" FOR VALUES FROM (0) TO (10)",
    ];

    private static string PlPgSql(string head, string body) => $"CREATE {head} LANGUAGE plpgsql AS $f$ {body} $f$";

    private static string SqlText(string head, string body) => $"CREATE {head} LANGUAGE sql AS $f$ {body} $f$";

    // Npgsql would cut the body at its semicolon.
    private static string Parsed(string head, string body) => $"DO $d$ BEGIN EXECUTE $e$ CREATE {head} LANGUAGE sql BEGIN ATOMIC {body}; END $e$; END $d$";
}
