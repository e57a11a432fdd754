using EfPhased.Dialects;
using EfPhased.Dialects.MySql;
using Xunit;

namespace EfPhased.MySql.Tests.Facts;

public class TypeChangeTests
{
    private static readonly Dialect Dialect = new MySqlDialect();
    private static readonly ServerVersion MariaDb = new(DatabaseServer.MariaDb, new(10, 11));
    private static readonly ServerVersion MySql = new(DatabaseServer.MySql, new(8, 4, 0));

    [Theory]
    [InlineData("varchar(50)", "varchar(63)", "MY-23", true)]
    [InlineData("varchar(64)", "varchar(200)", "MY-23", true)]
    [InlineData("varchar(50)", "varchar(100)", "MY-24", true)]
    [InlineData("varchar(50)", "varchar(20)", "MY-25", false)]
    [InlineData("varchar(50)", "text", "MY-25", false)]
    [InlineData("varchar(50)", "longtext", "MY-25", true)]
    [InlineData("mediumtext", "longtext", "MY-25", true)]
    [InlineData("int", "bigint", "MY-26", true)]
    [InlineData("int", "int unsigned", "MY-26", false)]
    [InlineData("int unsigned", "bigint", "MY-26", true)]
    [InlineData("int(11)", "int", "MY-23", true)]
    [InlineData("decimal(10,2)", "decimal(12,2)", "MY-26", true)]
    [InlineData("decimal(10,2)", "decimal(10,4)", "MY-26", false)]
    [InlineData("datetime(3)", "datetime(6)", "MY-26", true)]
    [InlineData("datetime", "timestamp", "MY-26", false)]
    [InlineData("enum('a','b')", "enum('a','b','c')", "MY-27", true)]
    [InlineData("enum('a','b,)')", "enum('a','b,)','c')", "MY-27", true)]
    [InlineData("enum('a','b')", "enum('a','c','b')", "MY-28", false)]
    [InlineData("enum('a','b')", "enum('a')", "MY-28", false)]
    public void Every_row_has_its_change(string from, string to, string fact, bool widens)
    {
        var change = Dialect.ClassifyTypeChange(from, to, TypeChangeContext.Unknown);

        Assert.Equal((fact, widens), (change.Fact.Id, change.IsWidening));
    }

    [Fact]
    public void A_server_that_is_not_known_is_taken_for_the_dearer_one()
    {
        Assert.Equal(("ALGORITHM=INSTANT", Work.Metadata), Classify("varchar(31)", "varchar(100)", MariaDb));
        Assert.Equal(("ALGORITHM=COPY", Work.Rewrite), Classify("varchar(32)", "varchar(100)", MariaDb));
        Assert.Equal(("ALGORITHM=COPY", Work.Rewrite), Classify("varchar(31)", "varchar(100)", MySql));
        Assert.Equal(("ALGORITHM=COPY", Work.Rewrite), Classify("varchar(31)", "varchar(100)", null));
        Assert.Equal(("ALGORITHM=INSTANT", Work.Metadata), Classify("varchar(50)", "varchar(60)", MariaDb));
        Assert.Equal(("ALGORITHM=INPLACE, LOCK=NONE", Work.Metadata), Classify("varchar(50)", "varchar(60)", null));

        static (string, Work) Classify(string from, string to, ServerVersion? server)
            => Dialect.ClassifyTypeChange(from, to, new() { Server = server }).Fact is var fact ? (fact.Lock, fact.Work) : default;
    }

    [Fact]
    public void The_character_set_decides_where_255_bytes_are()
        => Assert.Equal("MY-23", Dialect.ClassifyTypeChange("varchar(100)", "varchar(255)", new() { BytesPerCharacter = 1 }).Fact.Id);

    [Fact]
    public void A_foreign_key_refuses()
        => Assert.Equal("MY-39", Dialect.ClassifyTypeChange("int", "bigint", new() { IsInForeignKey = true }).Fact.Id);
}
