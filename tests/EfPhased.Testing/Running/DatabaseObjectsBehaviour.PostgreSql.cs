using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Xunit.Abstractions;

namespace EfPhased.Testing.Running;

public abstract class DatabaseObjectsOnPostgreSql(TestServer server, ITestOutputHelper output) : DatabaseObjectsBehaviour(server, output)
{
    protected override IReadOnlyList<string> Tables =>
    [
        """
        CREATE TABLE "People" ("Id" int PRIMARY KEY, "Name" varchar(100) NOT NULL, "FullName" varchar(100));
        INSERT INTO "People" VALUES (1, 'Ann', 'Ann Lee');
        CREATE TABLE "Orders" ("Id" int PRIMARY KEY, "PersonId" int, "Name" varchar(100));
        INSERT INTO "Orders" VALUES (1, 1, 'Book');
        CREATE SCHEMA other;
        CREATE TABLE other."People" ("Id" int PRIMARY KEY, "Name" varchar(100));
        CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'
        """,
    ];

    protected override IReadOnlyList<PlantedObject> Planted => [.. PostgreSqlObjects.Uses, .. PostgreSqlObjects.LookAlikes];

    protected override (string[] Create, string[] Labels) UsesOfTable =>
    (
        [
            "CREATE VIEW v AS SELECT \"Id\" FROM \"People\"", "CREATE VIEW other.v AS SELECT \"Id\" FROM other.\"People\"",
            "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM \"People\"'",
            "CREATE FUNCTION g() RETURNS bigint LANGUAGE plpgsql AS 'DECLARE \"People\" bigint; BEGIN RETURN \"People\" /* \"People\" */; END'",
            "CREATE FUNCTION h(\"People\") RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION i() RETURNS regclass LANGUAGE sql AS $$ SELECT '\"People\"'::regclass $$",
            "CREATE TABLE n (p int CONSTRAINT k REFERENCES \"People\", whole \"People\")", "CREATE TABLE kid () INHERITS (\"People\")",
            "CREATE INDEX own ON \"People\" (\"Name\")", "CREATE TRIGGER own BEFORE UPDATE ON \"People\" FOR EACH ROW EXECUTE FUNCTION nothing()",
            "CREATE POLICY own ON \"People\" USING (\"Id\" > 0)", "CREATE POLICY y ON \"Orders\" USING (\"Id\" IN (SELECT \"Id\" FROM \"People\"))",
            "CREATE PUBLICATION p FOR TABLE \"People\"",
        ],
        [
            "view public.v", "function public.f()", "function public.h(\"People\")", "function public.i()", "foreign key k", "column public.n.whole",
            "inheriting table public.kid", "policy y", "publication p",
        ]);

    /// <summary>The catalog is open to every role, so an ordinary one is told the same.</summary>
    [Fact]
    public async Task A_role_without_rights_on_them_is_told_of_all_objects()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(Server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        await fixture.ExecuteAsync("""
            CREATE SCHEMA hidden;
            CREATE VIEW hidden.v AS SELECT "Name" FROM "People";
            CREATE FUNCTION hidden.f() RETURNS bigint LANGUAGE sql AS 'SELECT count("Name") FROM public."People"'
            """);
        var role = "r" + fixture.Database.Name[^20..];
        await fixture.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'secret'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}");
        try
        {
            DbConnectionStringBuilder builder = new() { ConnectionString = fixture.Database.ConnectionString };
            builder["Username"] = role;
            builder["Password"] = "secret";
            builder["Pooling"] = false;
            var result = await ObjectsAsync(fixture, builder.ConnectionString);
            Assert.Equal(GateOutcome.Refused, result.Outcome);
            Assert.Contains(result.Evidence, e => e.StartsWith("view hidden.v uses column 'People.Name': the server refuses the drop; see SELECT", StringComparison.Ordinal));
            Assert.Contains(result.Evidence, e => e.StartsWith("function hidden.f() names column 'People.Name': it breaks silently", StringComparison.Ordinal));
        }
        finally
        {
            await fixture.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    /// <summary>A foreign table sees what is committed, and so this one has a database to itself.</summary>
    [Fact]
    public async Task A_foreign_table_that_leads_back_here_is_listed_and_breaks()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(Server);
        DbConnectionStringBuilder builder = new() { ConnectionString = fixture.Database.ConnectionString };
        await fixture.ExecuteAsync($"""
            CREATE EXTENSION postgres_fdw;
            CREATE SERVER here FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{builder["Host"]}', port '{builder["Port"]}', dbname '{fixture.Database.Name}');
            CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'elsewhere');
            CREATE USER MAPPING FOR CURRENT_USER SERVER here OPTIONS (user '{builder["Username"]}', password '{builder["Password"]}');
            CREATE FOREIGN TABLE back (label varchar(100) OPTIONS (column_name 'Name')) SERVER here OPTIONS (schema_name 'public', table_name 'People');
            CREATE FOREIGN TABLE other_column ("Id" int) SERVER here OPTIONS (schema_name 'public', table_name 'People');
            CREATE FOREIGN TABLE other_database ("Name" varchar(100)) SERVER elsewhere OPTIONS (schema_name 'public', table_name 'People');
            """);
        await using (var connection = await fixture.Database.OpenAsync())
        {
            var uses = await FindAsync(connection, DependenciesOf(fixture.Database), new RemovedObject("People", "Name"));
            var use = Assert.Single(uses);
            Assert.StartsWith("foreign table public.back", use.ToString(), StringComparison.Ordinal);
            Assert.Contains($"it breaks silently and fails at its next use (owner {builder["Username"]}, server here)", use.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(await AllRowsAsync(connection, use.Show));
        }

        Assert.Equal("Person 1", await fixture.ScalarAsync("SELECT min(label) FROM back"));
        await fixture.ExecuteAsync("ALTER TABLE \"People\" DROP COLUMN \"Name\"");
        await Assert.ThrowsAnyAsync<DbException>(() => fixture.ScalarAsync("SELECT min(label) FROM back"));
    }

    protected override async Task InEmptyDatabaseAsync(TestDatabase database, Func<DbConnection, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("BEGIN");
        await work(connection);
        await connection.ExecuteAsync("ROLLBACK");
    }

    protected override async Task<string> AnswerAsync(DbConnection connection, string sql)
    {
        await connection.ExecuteAsync("SAVEPOINT asked");
        try
        {
            return await AllRowsAsync(connection, sql);
        }
        catch (DbException e)
        {
            await connection.ExecuteAsync("ROLLBACK TO SAVEPOINT asked");
            return "error: " + e.Message;
        }
    }
}
