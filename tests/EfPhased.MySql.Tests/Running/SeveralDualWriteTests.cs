using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.MySql.Tests.Running;

public sealed class SeveralDualWriteTests() : SeveralDualWriteBehaviour(MySqlServer.Instance)
{
    [Fact]
    public async Task A_key_in_other_letters_is_the_same_row()
    {
        await using var database = await Server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await CreateAsync(database, connection, columnFirst: false, "varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
        await connection.ExecuteAsync("INSERT INTO tt VALUES ('a'), ('b')");
        await connection.ExecuteAsync("INSERT INTO tw VALUES (1, 'e', 'a')");
        await connection.ExecuteAsync("UPDATE tw SET t = 'A'");
        await connection.ExecuteAsync("INSERT INTO tj VALUES ('b', 1)");
        await connection.ExecuteAsync("UPDATE tj SET tid = 'A' WHERE tid = 'a'");
        Assert.Equal(["A", "b"], (await connection.RowsAsync("SELECT tid FROM tj ORDER BY tid")).Select(r => r[0]));
        Assert.Equal("A", Assert.Single(await connection.RowsAsync("SELECT t FROM tw"))[0]);
    }
}
