using EfPhased.Design.Classification;
using EfPhased.Design.Linting.Sql;
using EfPhased.Design.Tests.Classification;

namespace EfPhased.Design.Tests.Sql;

/// <summary>What can be read of raw SQL is judged as the operation of EF Core would be; the rest is unknown.</summary>
public sealed class RawSqlTests
{
    [Theory]
    [InlineData("ALTER TABLE \"Customers\" ADD COLUMN \"Nick\" text", "EFP7112")]
    [InlineData("ALTER TABLE \"Customers\" ADD IF NOT EXISTS \"Points\" integer NOT NULL DEFAULT 0", "EFP7111")]
    [InlineData("ALTER TABLE \"Customers\" ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()", "EFP7107")]
    [InlineData("ALTER TABLE \"Customers\" ADD COLUMN row bigint GENERATED ALWAYS AS IDENTITY", "EFP7103")]
    [InlineData("ALTER TABLE \"Customers\" ADD COLUMN row bigserial", "EFP7103")]
    [InlineData("ALTER TABLE \"Customers\" ADD COLUMN twice int GENERATED ALWAYS AS (\"Age\" * 2) STORED", "EFP7104")]
    [InlineData("ALTER TABLE \"Customers\" DROP COLUMN IF EXISTS \"Name\" CASCADE", "EFP7152")]
    [InlineData("ALTER TABLE public.\"Customers\" DROP \"City\"", "EFP7154")]
    [InlineData("ALTER TABLE \"Customers\" RENAME COLUMN \"Name\" TO \"FullName\"", "EFP7161")]
    [InlineData("ALTER TABLE \"Customers\" RENAME TO \"Clients\"", "EFP7322")]
    [InlineData("ALTER TABLE \"Customers\" SET SCHEMA sales", "EFP7321")]
    [InlineData("ALTER TABLE \"Customers\" ALTER COLUMN \"Name\" SET NOT NULL", "EFP7130")]
    [InlineData("ALTER TABLE \"Customers\" ALTER \"Email\" DROP NOT NULL", "EFP7131")]
    [InlineData("ALTER TABLE \"Customers\" ALTER COLUMN \"Number\" TYPE bigint USING \"Number\"::bigint", "EFP7124")]
    [InlineData("ALTER TABLE \"Customers\" ALTER COLUMN \"Number\" SET DEFAULT 5", "EFP7133")]
    [InlineData("ALTER TABLE \"Customers\" ADD CONSTRAINT fk FOREIGN KEY (\"Number\") REFERENCES \"Orders\" (\"Id\")", "EFP7204")]
    [InlineData("ALTER TABLE \"Customers\" ADD CHECK (\"Number\" > 0)", "EFP7241")]
    [InlineData("ALTER TABLE \"Customers\" ADD CONSTRAINT uq UNIQUE (\"Number\")", "EFP7231")]
    [InlineData("ALTER TABLE \"Orders\" DROP CONSTRAINT \"FK_Orders_Customers\"", "EFP7210")]
    [InlineData("CREATE UNIQUE INDEX ix ON \"Customers\" USING btree (\"Email\")", "EFP7252")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix ON \"Customers\" (lower(\"Email\"))", "EFP7253")]
    [InlineData("DROP INDEX \"IX_Customers_Number\"", "EFP7262")]
    [InlineData("DROP TABLE IF EXISTS elsewhere", "EFP7313")]
    [InlineData("CREATE TABLE IF NOT EXISTS news (id int)", "EFP7302")]
    [InlineData("CREATE SCHEMA IF NOT EXISTS sales", "EFP7401")]
    [InlineData("TRUNCATE \"Customers\"", "EFP7508")]
    [InlineData("UPDATE \"Customers\" SET \"Age\" = 1", "EFP7505")]
    [InlineData("WITH x AS (SELECT 1) UPDATE \"Customers\" SET \"Age\" = 1", "EFP7505")]
    [InlineData("DELETE FROM \"Customers\"", "EFP7506")]
    [InlineData("INSERT INTO \"Customers\" SELECT * FROM x", "EFP7504")]
    [InlineData("SELECT setval('s', 5)", "EFP7503")]
    [InlineData("DROP TEMPORARY TABLE IF EXISTS x", "EFP7501")]
    [InlineData("SET lock_timeout = '2s'", "EFP7501")]
    [InlineData("COMMIT", "EFP7502")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 1", "EFP7510")]
    [InlineData("CREATE VIEW v AS SELECT 1", "EFP7513")]
    [InlineData("CREATE EXTENSION IF NOT EXISTS citext", "EFP7513")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON \"Customers\" FOR EACH ROW EXECUTE FUNCTION f()", "EFP7511")]
    [InlineData("DROP VIEW v", "EFP7514")]
    [InlineData("DROP TYPE mood", "EFP7516")]
    [InlineData("ALTER TYPE mood ADD VALUE 'fine'", "EFP7520")]
    [InlineData("ALTER TYPE mood RENAME VALUE 'fine' TO 'good'", "EFP7521")]
    [InlineData("ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0)", "EFP7523")]
    [InlineData("ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID", "EFP7522")]
    [InlineData("GRANT SELECT ON \"Customers\" TO reader", "EFP7526")]
    [InlineData("ALTER TABLE \"Customers\" OWNER TO somebody", "EFP7526")]
    [InlineData("REVOKE SELECT ON \"Customers\" FROM reader", "EFP7527")]
    [InlineData("COMMENT ON TABLE \"Customers\" IS 'people'", "EFP7528")]
    [InlineData("REINDEX TABLE \"Customers\"", "EFP7531")]
    [InlineData("VACUUM FULL \"Customers\"", "EFP7532")]
    [InlineData("LOCK TABLE \"Customers\"", "EFP7534")]
    [InlineData("ALTER TABLE \"Customers\" SET UNLOGGED", "EFP7537")]
    [InlineData("ALTER TABLE \"Customers\" ENABLE ROW LEVEL SECURITY", "EFP7539")]
    [InlineData("ALTER TABLE \"Customers\" SET (fillfactor = 70)", "EFP7540")]
    [InlineData("SELECT create_hypertable('Customers', 'Id')", "EFP7590")]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$", "EFP7590")]
    [InlineData("CALL something()", "EFP7590")]
    [InlineData("Some words that are no SQL", "EFP7590")]
    public void PostgreSql(string sql, string code) => Assert.Equal(code, Judge(sql, isPostgreSql: true).Rule.Code);

    [Theory]
    [InlineData("ALTER TABLE `Customers` ADD COLUMN `Nick` varchar(20) NULL AFTER `Name`, ALGORITHM=INSTANT", "EFP7112")]
    [InlineData("ALTER TABLE Customers DROP FOREIGN KEY x", "EFP7211")]
    [InlineData("ALTER TABLE Orders DROP INDEX IX_Orders_CustomerId", "EFP7261")]
    [InlineData("ALTER TABLE Customers MODIFY Number bigint NOT NULL", "EFP7124")]
    [InlineData("ALTER TABLE Customers ADD FULLTEXT INDEX ft (Email)", "EFP7253")]
    [InlineData("CREATE UNIQUE INDEX ix ON Customers (Email)", "EFP7252")]
    [InlineData("RENAME TABLE Customers TO Clients", "EFP7322")]
    [InlineData("ALTER TABLE Customers CONVERT TO CHARACTER SET utf8mb4", "EFP7538")]
    [InlineData("OPTIMIZE TABLE Customers", "EFP7532")]
    [InlineData("CALL something()", "EFP7590")]
    public void MySql(string sql, string code) => Assert.Equal(code, Judge(sql, isPostgreSql: false).Rule.Code);

    [Fact]
    public void Each_action_of_one_statement_is_judged()
    {
        var history = ShopHistory.Create(isPostgreSql: true).ThenSql("ALTER TABLE \"Customers\" ADD a int, DROP COLUMN \"Name\", ALTER COLUMN \"Number\" TYPE bigint");
        Assert.Equal(["EFP7112", "EFP7152", "EFP7124"], history.Judgements.Select(j => j.Rule.Code));
    }

    [Fact]
    public void Change_renames_and_alters()
    {
        var history = ShopHistory.Create(isPostgreSql: false).ThenSql("ALTER TABLE Customers CHANGE Number Figure bigint NOT NULL");
        Assert.Contains("EFP7161", history.Judgements.Select(j => j.Rule.Code));
    }

    [Fact]
    public void Rows_of_a_table_of_the_same_migration_are_nobodys_business()
    {
        var history = ShopHistory.Create(isPostgreSql: true).ThenSql("CREATE TABLE news (id int); INSERT INTO news VALUES (1); UPDATE news SET id = 2; DELETE FROM \"news\"");
        Assert.All(history.Judgements, j => Assert.Equal(Severity.None, j.Severity));
    }

    [Fact]
    public void A_routine_for_the_time_of_the_migration_is_nobodys_business()
    {
        var history = ShopHistory.Create(isPostgreSql: false)
            .ThenSql("DROP PROCEDURE IF EXISTS p").Then(m =>
            {
                m.Sql("DROP PROCEDURE IF EXISTS p");
                m.Sql("CREATE PROCEDURE p() BEGIN SELECT 1; END");
                m.Sql("DROP PROCEDURE p");
            });
        Assert.All(history.Judgements, j => Assert.Equal(Severity.None, j.Severity));
    }

    [Fact]
    public void What_is_online_blocks_nobody()
    {
        var history = ShopHistory.Create(isPostgreSql: true).ThenSql("CREATE INDEX CONCURRENTLY ix ON \"Customers\" (\"Email\")", suppressTransaction: true);
        Assert.Equal(Severity.None, Assert.Single(history.Judgements).Severity);
    }

    [Fact]
    public void A_constraint_that_is_not_valid_yet_reads_no_rows()
    {
        var history = ShopHistory.Create(isPostgreSql: true).ThenSql("ALTER TABLE \"Customers\" ADD CONSTRAINT ck CHECK (\"Number\" > 0) NOT VALID");
        Assert.False(Assert.Single(history.Judgements).IsHeavy);
    }

    [Fact]
    public void Every_row_has_a_statement()
    {
        var tried = GetType().GetMethods().SelectMany(m => m.GetCustomAttributesData()).Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[1].Value!)
            .ToHashSet();
        Assert.DoesNotContain(SqlRules.All, r => !tried.Contains(r.Rule.Code));
    }

    [Theory]
    [InlineData("WITH x AS (SELECT 1) INSERT INTO \"Customers\" SELECT * FROM x", "EFP7507")]
    [InlineData("CREATE DOMAIN d AS int", "EFP7512")]
    [InlineData("DROP TRIGGER t ON \"Customers\"", "EFP7515")]
    [InlineData("ALTER SEQUENCE s RESTART", "EFP7524")]
    [InlineData("ALTER VIEW v RENAME TO w", "EFP7525")]
    [InlineData("REINDEX INDEX CONCURRENTLY ix", "EFP7530")]
    [InlineData("VACUUM \"Customers\"", "EFP7533")]
    [InlineData("ALTER TABLE \"Customers\" ATTACH PARTITION p FOR VALUES IN (1)", "EFP7535")]
    [InlineData("ALTER INDEX ix ATTACH PARTITION ix_1", "EFP7541")]
    [InlineData("CREATE INDEX ix ON ONLY \"Customers\" (\"Email\")", "EFP7254")]
    [InlineData("ALTER TABLE \"Customers\" DETACH PARTITION p", "EFP7536")]
    public void Rarer_statements(string sql, string code) => Assert.Equal(code, Judge(sql, isPostgreSql: true).Rule.Code);

    private static Judgement Judge(string sql, bool isPostgreSql)
        => Assert.Single(ShopHistory.Create(isPostgreSql).ThenSql(sql, suppressTransaction: true).Judgements);
}
