using System.Data.Common;
using EfPhased.Gates;
using EfPhased.Testing.Servers;
using Xunit.Abstractions;

namespace EfPhased.Testing.Running;

public abstract class DatabaseObjectsOnMySql(TestServer server, ITestOutputHelper output) : DatabaseObjectsBehaviour(server, output)
{
    protected override IReadOnlyList<string> Tables =>
    [
        "CREATE TABLE People (Id int PRIMARY KEY, Name varchar(100) NOT NULL, FullName varchar(100))",
        "INSERT INTO People VALUES (1, 'Ann', 'Ann Lee')",
        "CREATE TABLE Orders (Id int PRIMARY KEY, PersonId int, Name varchar(100))",
        "INSERT INTO Orders VALUES (1, 1, 'Book')",
    ];

    protected override IReadOnlyList<PlantedObject> Planted => [.. MySqlObjects.Uses, .. MySqlObjects.LookAlikes];

    protected override (string[] Create, string[] Labels) UsesOfTable =>
    (
        [
            "CREATE VIEW v AS SELECT Id FROM People", "CREATE TABLE OTHER.People (Id int)", "CREATE VIEW OTHER.v AS SELECT Id FROM OTHER.People",
            "CREATE PROCEDURE f() SELECT COUNT(*) FROM People", "CREATE PROCEDURE g() SELECT 'People' /* FROM People */",
            "CREATE PROCEDURE OTHER.h() DELETE FROM OURS.People", "CREATE TABLE n (p int, CONSTRAINT k FOREIGN KEY (p) REFERENCES People (Id))",
            "CREATE TRIGGER own BEFORE UPDATE ON People FOR EACH ROW SET NEW.Name = ''",
            "CREATE TRIGGER t BEFORE UPDATE ON Orders FOR EACH ROW DELETE FROM People", "CREATE INDEX own ON People (Name)",
        ],
        ["view OURS.v", "procedure OURS.f", "procedure OTHER.h", "foreign key k", "trigger t"]);

    /// <summary>What the server hides from a user is said, and never counted as passed.</summary>
    [Fact]
    public async Task A_user_who_may_not_see_everything_is_told_what_is_not_checked()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(Server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        await fixture.ExecuteAsync("CREATE FUNCTION secret() RETURNS int READS SQL DATA RETURN (SELECT COUNT(Name) FROM People)");
        var user = "u" + fixture.Database.Name[^20..];
        await fixture.ExecuteAsync($"CREATE USER '{user}'@'%' IDENTIFIED BY 'secret'");
        try
        {
            await fixture.ExecuteAsync($"GRANT ALL ON `{fixture.Database.Name}`.* TO '{user}'@'%'");
            DbConnectionStringBuilder builder = new() { ConnectionString = fixture.Database.ConnectionString };
            builder["User ID"] = user;
            builder["Password"] = "secret";
            var result = await ObjectsAsync(fixture, builder.ConnectionString);
            Assert.Equal(GateOutcome.NotChecked, result.Outcome);
            Assert.Contains(result.Evidence, e => e.Contains($"function {fixture.Database.Name}.secret is not checked", StringComparison.Ordinal));
            Assert.Contains("views of other databases are not checked: SHOW VIEW on *.* is not granted to this user", result.Evidence);
        }
        finally
        {
            await fixture.ExecuteAsync($"DROP USER '{user}'@'%'");
        }
    }

    // The server commits every DDL statement, so each object has a database of its own, and a second one beside it.
    protected override async Task InEmptyDatabaseAsync(TestDatabase database, Func<DbConnection, Task> work)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(work);
        await using var connection = await database.Server.OpenAsync(database.ConnectionString + ";Allow User Variables=true");
        foreach (var name in new[] { database.Name, Other(database.Name) })
        {
            await connection.ExecuteAsync($"DROP DATABASE IF EXISTS `{name}`");
            await connection.ExecuteAsync($"CREATE DATABASE `{name}` CHARACTER SET utf8mb4");
        }

        await connection.ExecuteAsync($"USE `{database.Name}`");
        try
        {
            await work(connection);
        }
        finally
        {
            await connection.ExecuteAsync($"DROP DATABASE `{Other(database.Name)}`");
        }
    }

    protected override string InDatabase(string text, string database)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("OTHER", Other(database), StringComparison.Ordinal).Replace("OURS", database, StringComparison.Ordinal);
    }

    protected override async Task<string> AnswerAsync(DbConnection connection, string sql)
    {
        try
        {
            return await AllRowsAsync(connection, sql);
        }
        catch (DbException e)
        {
            return "error: " + e.Message;
        }
    }

    private static string Other(string database) => database + "_other";
}
