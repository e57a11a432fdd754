using System.Data.Common;
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

    /// <summary>What a plan warns of.</summary>
    [Fact]
    public async Task A_statement_over_both_is_refused_where_the_column_has_to_follow()
    {
        await using var database = await Server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await CreateAsync(database, connection, columnFirst: false);
        await connection.ExecuteAsync("INSERT INTO tt VALUES (1), (2)");
        await connection.ExecuteAsync("INSERT INTO tw VALUES (1, 'e', NULL)");
        await RefusedAsync("INSERT INTO tj (tid, pid) SELECT 1, id FROM tw");
        await connection.ExecuteAsync("INSERT INTO tj (tid, pid) VALUES (1, 1)");
        await connection.ExecuteAsync("INSERT INTO tj (tid, pid) SELECT 2, id FROM tw");
        await RefusedAsync("DELETE tj FROM tj JOIN tw ON tw.id = tj.pid WHERE tw.e = 'e' AND tj.tid = 1");
        await connection.ExecuteAsync("DELETE FROM tj WHERE tid = 1");
        Assert.Equal("2", Assert.Single(await connection.RowsAsync("SELECT t FROM tw"))[0]);

        async Task RefusedAsync(string sql)
            => Assert.Contains("already used by statement", (await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(sql))).Message, StringComparison.Ordinal);
    }
}
