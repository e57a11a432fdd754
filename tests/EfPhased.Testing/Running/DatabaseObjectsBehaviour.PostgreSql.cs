using System.Data.Common;
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
