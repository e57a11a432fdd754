using static EfPhased.Dialects.OperationKind;

namespace EfPhased.PostgreSql.Tests.Facts;

internal static partial class FactProbes
{
    private const string Trigger = "CREATE TRIGGER tr BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()";

    private static FactProbe[] Others() =>
    [
        new(CreateSequence, "CREATE SEQUENCE seq2"),
        new(AlterSequence, "ALTER SEQUENCE seq INCREMENT 10") { Also = ["seq"] },
        new(AlterSequence, "ALTER SEQUENCE seq RESTART WITH 1") { Also = ["seq"] },
        new(SetAutoIncrement, "ALTER SEQUENCE seq RESTART WITH 1000") { Also = ["seq"] },
        new(RenameSequence, "ALTER SEQUENCE seq RENAME TO seq2") { Also = ["seq"] },
        new(DropSequence, "DROP SEQUENCE seq") { Also = ["seq"] },
        new(CreateType, "CREATE TYPE x AS ENUM ('a')"),
        new(AddEnumValue, "ALTER TYPE mood ADD VALUE 'new'"),
        new(RenameEnumValue, "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'"),
        new(DropType, "DROP TYPE unused"),
        new(DropUsedType, "DROP TYPE mood"),
        new(AddDomainCheck, "ALTER DOMAIN plain ADD CHECK (VALUE > 0)") { Setup = DomainTable, On = "dt" },
        new(AddDomainCheckNotValid, "ALTER DOMAIN plain ADD CHECK (VALUE > 0) NOT VALID") { Setup = DomainTable, On = "dt" },
        new(CreateSchema, "CREATE SCHEMA IF NOT EXISTS lab"),
        new(CreateSchema, "CREATE SCHEMA lab2"),
        new(DropSchema, "DROP SCHEMA empty") { Setup = "DROP SCHEMA IF EXISTS empty; CREATE SCHEMA empty" },
        new(DropFilledSchema, "DROP SCHEMA lab"),
        new(CreateExtension, "CREATE EXTENSION tablefunc"),
        new(DropExtension, "DROP EXTENSION btree_gist"),
        new(CreateCollation, "CREATE COLLATION c (locale = 'C')"),
        new(DropCollation, "DROP COLLATION c") { Setup = "CREATE COLLATION c (locale = 'C')" },
        new(InsertRows, Insert),
        new(UpdateRows, "UPDATE t SET tx = 'x' WHERE id = 1"),
        new(DeleteRows, "DELETE FROM t WHERE id = 1"),
        new(AddDualWrite, Trigger),
        new(SwitchDualWrite, "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'") { Setup = Trigger },
        new(DropDualWrite, "DROP TRIGGER tr ON t") { Setup = Trigger },
        new(Backfill, "UPDATE t SET tx = v50 WHERE id IN (SELECT id FROM t WHERE id > 10 ORDER BY id LIMIT 10 FOR UPDATE)"),
        new(CheckRows, "SELECT count(*) FROM t GROUP BY a HAVING count(*) > 1"),
        new(Gate, "DO $$ BEGIN IF EXISTS (SELECT 1 FROM t WHERE tx IS NULL) THEN RAISE 'stop'; END IF; END $$"),
    ];

    private const string DomainTable = "CREATE TABLE dt AS SELECT g::plain AS x FROM generate_series(1, 20) AS g";
}
