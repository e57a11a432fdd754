namespace EfPhased.Design.Tests.Sql;

/// <summary>Tables that raw SQL has partitioned: no model knows of it.</summary>
public sealed class PartitionTests
{
    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON events (at)", "EFP7255")]
    [InlineData("CREATE INDEX ix ON events (at)", "EFP7256")]
    [InlineData("CREATE UNIQUE INDEX ix ON events (at)", "EFP7256")]
    [InlineData("CREATE INDEX ix ON ONLY events (at)", "EFP7254")]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON events_1 (at)", "EFP7253")]
    public void An_index(string sql, string code)
        => Assert.Equal(code, Assert.Single(Partitioned().ThenSql(sql, suppressTransaction: true).Judgements).Rule.Code);

    [Fact]
    public void An_index_of_EF_Core()
        => Assert.Equal("EFP7256", Assert.Single(Partitioned().Then(m => m.CreateIndex("ix", "events", "at")).Judgements).Rule.Code);

    private static History Partitioned()
        => History.PostgreSql().ThenSql(
            "CREATE TABLE events (at timestamptz, what text) PARTITION BY RANGE (at); CREATE TABLE events_1 PARTITION OF events DEFAULT");
}
