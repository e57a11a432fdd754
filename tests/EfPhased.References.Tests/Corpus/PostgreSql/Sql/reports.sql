\connect shop
-- "Customers"."Name"
SELECT c."Id", c."Name" --! Sql certain
FROM "Customers" c;

SELECT "Name" FROM "Products";

/* SELECT "Name" FROM "Customers" /* nested */ ; */
CREATE VIEW v_names AS
SELECT p."Name" AS product, k."Name" AS customer --! Sql certain
FROM "Products" p CROSS JOIN "Customers" k;

CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $fn$
DECLARE
    old_name "Customers"."Name"%TYPE; --! Sql certain
    v text;
BEGIN
    NEW."Name" := coalesce(NEW."Name", ''); --! Sql certain & Sql certain
    SELECT 'Name' INTO v FROM "Customers";
    IF OLD."Name" IS DISTINCT FROM v THEN --! Sql certain
        UPDATE "Customers" SET "Name" = v WHERE "Id" = NEW."Id"; --! Sql certain
    ELSIF EXISTS (SELECT 1 FROM "Customers" x WHERE x."Name" = v) THEN --! Sql certain
        PERFORM 1;
    END IF;
    EXECUTE 'UPDATE "Customers" SET "Name" = $1' USING v; --! Sql likely
    FOR v IN SELECT "Name" FROM "Customers" LOOP --! Sql certain
        RAISE NOTICE '%', v;
    END LOOP;
    RETURN NEW;
END
$fn$;

CREATE TRIGGER zz_touch BEFORE UPDATE OF "Name" ON "Customers" --! Sql certain
    FOR EACH ROW WHEN (OLD."Name" <> NEW."Name") EXECUTE FUNCTION public.touch(); --! Sql certain & Sql certain

CREATE INDEX ix ON "Customers" USING btree (lower("Name")) INCLUDE ("Email"); --! Sql certain
ALTER TABLE "Customers" ADD CONSTRAINT "Name" CHECK (length("Name") > 0) NOT VALID; --! Sql certain
ALTER TABLE "Products" ADD CONSTRAINT p CHECK (length("Name") > 0);
CREATE POLICY p ON "Customers" USING ("Name" = current_user); --! Sql certain
GRANT UPDATE ("Name") ON "Customers" TO clerk; --! Sql certain
COMMENT ON COLUMN "Customers"."Name" IS 'old'; --! Sql certain
COMMENT ON COLUMN "Products"."Name" IS 'Customers.Name';
SELECT * FROM "Customers"; --! SelectStar likely
TABLE legacy_orders; --! Table certain legacy_orders
SELECT count(*) FROM public.legacy_orders o; --! Table certain legacy_orders
SELECT 1 FROM archive.legacy_orders; --? Table possible legacy_orders
WITH moved AS (DELETE FROM "Customers" WHERE "Name" = '' RETURNING "Id") SELECT * FROM moved; --! Sql certain
SELECT (c)."Name" FROM "Customers" c; --! Sql certain
SELECT nick FROM people WHERE nick ~ '^a' --! Sql certain people.nick & Sql certain people.nick
ORDER BY nick; --! Sql certain people.nick
SELECT p.town AS nick FROM people p GROUP BY nick;
COPY people (id, nick) FROM stdin; --! Sql certain people.nick
1	it's "Name" FROM "Customers"
\.
SELECT "Name" -- ef-phased:ignore kept for the audit --! Sql certain Customers.Name suppressed
FROM "Customers";
SELECT a."Total" FROM sales."Invoices" a, sales."Offers" b WHERE b."Total" > 0; --! Sql certain Invoices.Total
