using EfPhased.Testing.Behaviours;

namespace EfPhased.PostgreSql.Tests;

public sealed class CompatibilityOracleTests() : CompatibilityOracleBehaviour(PostgreSqlServer.Instance)
{
    protected override string AddColumn => """ALTER TABLE "Customers" ADD COLUMN "FullName" varchar(80)""";

    protected override string RequireColumn => """ALTER TABLE "Customers" ALTER COLUMN "FullName" SET NOT NULL""";

    protected override string RelaxOldColumn => """ALTER TABLE "Customers" ALTER COLUMN "Name" DROP NOT NULL""";

    protected override IReadOnlyList<string> DualWrite =>
    [
        """
        CREATE OR REPLACE FUNCTION dual_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                NEW."FullName" := COALESCE(NEW."FullName", NEW."Name");
                NEW."Name" := COALESCE(NEW."Name", NEW."FullName");
            ELSIF NEW."FullName" IS DISTINCT FROM OLD."FullName" THEN
                NEW."Name" := NEW."FullName";
            ELSIF NEW."Name" IS DISTINCT FROM OLD."Name" THEN
                NEW."FullName" := NEW."Name";
            END IF;
            RETURN NEW;
        END $$
        """,
        """CREATE OR REPLACE TRIGGER zz_dual_write BEFORE INSERT OR UPDATE ON "Customers" FOR EACH ROW EXECUTE FUNCTION dual_write()""",
    ];
}
