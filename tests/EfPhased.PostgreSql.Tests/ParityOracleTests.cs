using EfPhased.Testing.Behaviours;

namespace EfPhased.PostgreSql.Tests;

public sealed class ParityOracleTests() : ParityOracleBehaviour(PostgreSqlServer.Instance)
{
    protected override IReadOnlyList<(string Sql, string Shown)> Differences =>
    [
        ("""ALTER TABLE "Customers" ALTER COLUMN "Nick" SET NOT NULL""", """+   column "Nick" text not null"""),
        ("""ALTER TABLE "Customers" ALTER COLUMN "Points" SET DEFAULT 11""", "+   column \"Points\" integer not null default 11"),
        ("""ALTER TABLE "Customers" ALTER COLUMN "Balance" TYPE numeric(13,2)""", "+   column \"Balance\" numeric(13,2)"),
        ("""ALTER TABLE "Customers" ALTER COLUMN "Nick" TYPE text COLLATE "C" """, "collate \"C\""),
        ("""COMMENT ON COLUMN "Customers"."Nick" IS 'short' """, "comment 'short'"),
        ("""COMMENT ON TABLE "Customers" IS 'else' """, "+   comment 'else'"),
        ("""ALTER TABLE "Customers" ALTER COLUMN "Id" SET GENERATED ALWAYS""", "identity always"),
        ("""ALTER TABLE "Customers" ADD COLUMN "Twice" int GENERATED ALWAYS AS ("Points" * 2) STORED""", "generated s as (\"Points\" * 2)"),
        ("""DROP INDEX "IX_Customers_Email" """, "-   index CREATE UNIQUE INDEX \"IX_Customers_Email\""),
        ("""CREATE INDEX "IX_Nick" ON "Customers" ("Nick") WHERE "Points" > 1""", "WHERE (\"Points\" > 1)"),
        ("""UPDATE pg_index SET indisvalid = false WHERE indexrelid = '"IX_Nick"'::regclass""", "INVALID"),
        ("""ALTER TABLE "Customers" ADD CONSTRAINT "CK" CHECK ("Points" > 0) NOT VALID""", "NOT VALID"),
        ("""ALTER TABLE "Customers" VALIDATE CONSTRAINT "CK" """, "+   constraint \"CK\" CHECK ((\"Points\" > 0))\n"),
        ("""ALTER TABLE "Tags" DROP CONSTRAINT "FK_Tags_Orders_OrderId" """, "FOREIGN KEY (\"OrderId\") REFERENCES public.\"Orders\"(\"Id\") ON DELETE CASCADE"),
        ("""CREATE VIEW "Named" AS SELECT "Name" FROM "Customers" """, "view public.Named"),
        ("""CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'""", "routine public.touch"),
        ("""CREATE TRIGGER touch BEFORE UPDATE ON "Customers" FOR EACH ROW EXECUTE FUNCTION touch()""", "trigger CREATE TRIGGER touch"),
        ("""ALTER TABLE "Customers" DISABLE TRIGGER touch""", "enabled D"),
        ("CREATE SEQUENCE numbers AS int INCREMENT 5", "sequence public.numbers"),
        ("CREATE TYPE mood AS ENUM ('good', 'bad')", "labels 'good', 'bad'"),
        ("CREATE SCHEMA more", "schema more"),
        ("""GRANT SELECT ("Nick") ON "Customers" TO public""", "grants"),
        ("""CREATE POLICY mine ON "Customers" USING ("Points" > 1)""", "policy mine"),
        ("""DROP TABLE "Tags" """, "- table public.Tags"),
    ];
}
