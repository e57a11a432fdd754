using System.Data.Common;
using EfPhased.Running;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The shape of the SQL that pgroll runs (pkg/backfill): a flag, a trigger that computes the value, and a join that touches the key.</summary>
internal static class PgrollWay
{
    private const int Rows = 1_000;

    public static BackfillWay Create() => new(
        "pgroll's SQL",
        (_, connection) => connection.ExecuteAsync(
            """
            ALTER TABLE "Items" ADD COLUMN "FullName" varchar(100), ADD COLUMN needs_backfill boolean DEFAULT true;
            CREATE OR REPLACE FUNCTION compute_full_name() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW."FullName" := upper(NEW."Name");
                NEW.needs_backfill := false;
                RETURN NEW;
            END $$;
            CREATE TRIGGER compute BEFORE INSERT OR UPDATE ON "Items" FOR EACH ROW EXECUTE FUNCTION compute_full_name();
            """, CancellationToken.None),
        (_, connection) => BackfillWay.TimeAsync(() => FillAsync(connection)));

    private static async Task FillAsync(DbConnection connection)
    {
        var after = "";
        do
        {
            after = await connection.ScalarAsync(
                $"""
                WITH batch AS (SELECT "Id" FROM "Items" WHERE needs_backfill{after} ORDER BY "Id" LIMIT {Rows} FOR NO KEY UPDATE),
                    touched AS (UPDATE "Items" SET "Id" = "Items"."Id" FROM batch WHERE "Items"."Id" = batch."Id" RETURNING "Items"."Id")
                SELECT "Id"::text FROM touched ORDER BY touched."Id" DESC LIMIT 1
                """, CancellationToken.None) is string last ? $" AND \"Id\" > '{last}'" : "";
        }
        while (after.Length > 0);
    }
}
