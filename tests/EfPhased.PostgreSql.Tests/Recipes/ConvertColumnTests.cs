using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class ConvertColumnTests() : ConvertColumnBehaviour(PostgreSqlServer.Instance)
{
    private const string Zoned = "timestamp with time zone";
    private const string Plain = "timestamp without time zone";

    [Fact]
    public Task Times_with_a_zone_and_without() => VerifyAsync(Change(
        before =>
        {
            before.Property<DateTime>("Seen").HasColumnType(Plain);
            before.Property<DateTime?>("Left").HasColumnType(Zoned);
        },
        after =>
        {
            after.Property<DateTime>("Seen").HasColumnType(Zoned).HasColumnName("SeenAt");
            after.Property<DateTime?>("Left").HasColumnType(Plain).HasColumnName("LeftAt");
        }) with { FromScratch = true });

    [Fact]
    public Task Another_collation_under_an_index() => VerifyAsync(Change(
        before =>
        {
            before.Property<string>("Nick").HasMaxLength(40);
            before.HasIndex("Nick");
        },
        after =>
        {
            after.Property<string>("Nick").HasMaxLength(40).UseCollation("C").HasColumnName("NickByBytes");
            after.HasIndex("Nick");
        }));
}
