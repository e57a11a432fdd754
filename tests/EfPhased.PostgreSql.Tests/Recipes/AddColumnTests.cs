using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class AddColumnTests() : AddColumnBehaviour(PostgreSqlServer.Instance)
{
    protected override (string Volatile, string PerRow) Sql => ("gen_random_uuid()", "lower({Email})");

    [Fact]
    public Task Required_with_a_stable_default() => VerifyAsync(StableDefault);

    [Theory]
    [InlineData("now()")]
    [InlineData("(now() AT TIME ZONE 'utc')")]
    [InlineData("CURRENT_USER")]
    public void What_is_of_the_moment(string sql) => Assert.Contains(
        $"one value of {sql} in", Warnings(Change(_ => { }, after => after.Property<string>("Stamp").HasDefaultValueSql(sql))), StringComparison.Ordinal);

    [Fact]
    public Task A_document() => VerifyAsync(Change(
        _ => { },
        after =>
        {
            after.Property<string>("Raw").HasColumnType("json");
            after.Property<string>("Document").HasColumnType("jsonb");
        }) with
    {
        Mapping = CustomersOnly.Values(Customer, "Raw", Json).Values(Customer, "Document", Json),
    });

    // The server has the column already.
    [Fact]
    public Task A_row_version() => VerifyAsync(Change(_ => { }, after => after.Property<uint>("Version").IsRowVersion()));

    private static object Json(int number) => FormattableString.Invariant($"{{\"n\": {number}}}");
}
