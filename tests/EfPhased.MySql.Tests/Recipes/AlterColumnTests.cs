using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class AlterColumnTests() : AlterColumnBehaviour(MySqlServer.Instance)
{
    [Fact]
    public Task Computed_when_read() => VerifyAsync(Change(
        before => before.Property<int>("Points"),
        after =>
        {
            after.Property<int>("Points");
            after.Property<int?>("Twice").HasComputedColumnSql("`Points` * 2", stored: false);
        }));

    [Fact]
    public void Longer_text_whose_length_takes_another_byte() => Refuses(
        "EFP4022",
        Change(before => before.Property<string>("Nick").HasMaxLength(40), after => after.Property<string>("Nick").HasMaxLength(80)),
        "MY-24");
}
